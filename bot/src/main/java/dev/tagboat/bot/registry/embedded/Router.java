package dev.tagboat.bot.registry.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks who calls, finds the handler for a path, and turns errors into the spec's JSON. */
final class Router implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String JSON = "application/json";
  private static final Pattern LOCAL =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?");

  private final Doorkeeper doorkeeper;
  private final List<Route> routes;
  private final ObjectMapper mapper = new ObjectMapper();

  Router(Doorkeeper doorkeeper, List<Route> routes) {
    this.doorkeeper = doorkeeper;
    this.routes = List.copyOf(routes);
  }

  /** A path below {@code /v2/<name>/}; the second group of the pattern is handed on. */
  record Route(Pattern pattern, Handler handler) {
    static Route of(String tail, Handler handler) {
      return new Route(Pattern.compile("/v2/(.{1,255})/" + tail), handler);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = new Call(exchange);
      try {
        answer(call);
      } catch (RegistryError e) {
        error(call, e);
      } catch (IOException | RuntimeException e) {
        LOG.warn("The embedded registry failed to answer {} {}", call.method(), call.path(), e);
        if (exchange.getResponseCode() < 0) {
          error(call, new RegistryError(500, "UNKNOWN", "the embedded registry failed"));
        }
      }
    }
  }

  private void answer(Call call) throws IOException {
    call.with("Docker-Distribution-Api-Version", "registry/2.0");
    // A web page elsewhere must not reach us through a name that resolves to this machine.
    if (!LOCAL.matcher(call.header("Host").orElse("")).matches()) {
      throw new RegistryError(403, "DENIED", "only for this machine");
    }
    doorkeeper.check(call);
    if (call.path().equals("/v2/") || call.path().equals("/v2")) {
      call.respond(200, JSON, "{}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    for (Route route : routes) {
      Matcher m = route.pattern().matcher(call.path());
      if (m.matches()) {
        route.handler().handle(call, Names.repository(m.group(1)), m.group(2));
        return;
      }
    }
    throw new RegistryError(404, "UNSUPPORTED", "there is nothing at this path");
  }

  private void error(Call call, RegistryError e) throws IOException {
    byte[] body =
        mapper.writeValueAsBytes(
            Map.of(
                "errors",
                List.of(Map.of("code", e.code(), "message", String.valueOf(e.getMessage())))));
    call.respond(e.status(), JSON, body);
  }
}
