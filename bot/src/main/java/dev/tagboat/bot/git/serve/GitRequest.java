package dev.tagboat.bot.git.serve;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request of the smart protocol.
 *
 * @param path the repository's path below the context, without {@code .git}
 * @param service {@code git-upload-pack} (fetch) or {@code git-receive-pack} (push)
 * @param advertises whether it asks for the refs or capabilities, {@code info/refs}
 * @param parameters of the {@code Git-Protocol} header
 */
record GitRequest(String path, String service, boolean advertises, List<String> parameters) {
  // No segment starts with a dot, so none can be "..".
  private static final Pattern PATH =
      Pattern.compile(
          "/*+((?:[A-Za-z0-9_][A-Za-z0-9._-]*/){0,7}[A-Za-z0-9_][A-Za-z0-9._-]*)"
              + "/(info/refs|git-upload-pack|git-receive-pack)");
  private static final Pattern QUERY =
      Pattern.compile("(?:.*&)?service=(git-upload-pack|git-receive-pack)(?:&.*)?");
  private static final int MAX_PATH = 400;

  static Optional<GitRequest> of(HttpExchange exchange) {
    String whole = exchange.getRequestURI().getRawPath();
    String below = whole.substring(exchange.getHttpContext().getPath().length());
    Matcher path = PATH.matcher(below);
    if (below.length() > MAX_PATH || !path.matches()) {
      return Optional.empty();
    }
    boolean advertises = path.group(2).equals("info/refs");
    if (!exchange.getRequestMethod().equals(advertises ? "GET" : "POST")) {
      return Optional.empty();
    }
    return (advertises ? queried(exchange) : Optional.of(path.group(2)))
        .map(
            service ->
                new GitRequest(bare(path.group(1)), service, advertises, parameters(exchange)));
  }

  private static Optional<String> queried(HttpExchange exchange) {
    @Nullable String query = exchange.getRequestURI().getRawQuery();
    Matcher service = QUERY.matcher(query == null ? "" : query);
    return service.matches() ? Optional.of(service.group(1)) : Optional.empty();
  }

  private static String bare(String path) {
    return path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
  }

  private static List<String> parameters(HttpExchange exchange) {
    @Nullable String header = exchange.getRequestHeaders().getFirst("Git-Protocol");
    return header == null ? List.of() : List.of(header.split(":", 16));
  }

  boolean writes() {
    return service.equals("git-receive-pack");
  }

  String advertisementType() {
    return "application/x-" + service + "-advertisement";
  }

  String resultType() {
    return "application/x-" + service + "-result";
  }
}
