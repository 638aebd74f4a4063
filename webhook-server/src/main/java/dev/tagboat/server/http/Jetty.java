package dev.tagboat.server.http;

import dev.tagboat.server.config.Listen;
import io.javalin.config.JettyConfig;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Sets the limits of the HTTP server below Javalin. */
final class Jetty {
  private static final int HEADER_BYTES = 8 * 1024;

  /** Bytes a second; slower senders hold a thread for too long. */
  private static final int SLOWEST_BODY = 100;

  private Jetty() {}

  static void configure(JettyConfig jetty, Listen listen, Limits limits) {
    QueuedThreadPool threads =
        new QueuedThreadPool(limits.threads(), Math.min(8, limits.threads()));
    threads.setName("http");
    jetty.threadPool = threads;
    HeadDeadline heads = new HeadDeadline(limits.idle());
    jetty.modifyServer(server -> server(server, heads, limits));
    jetty.modifyServletContextHandler(context -> context.setErrorHandler(Jetty::error));
    jetty.modifyHttpConfiguration(Jetty::http);
    jetty.addConnector((server, http) -> connector(server, http, listen, heads, limits));
  }

  private static void server(Server server, HeadDeadline heads, Limits limits) {
    // Without it, a stop would cut off requests that are being stored.
    server.insertHandler(new GracefulHandler());
    server.insertHandler(new MinimumDataRateHandler(SLOWEST_BODY, 0));
    server.insertHandler(heads);
    server.setStopTimeout(limits.stop().toMillis());
    server.setErrorHandler(Jetty::error);
    server.addBean(new NetworkConnectionLimit(limits.connections(), server));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, Listen listen, HeadDeadline heads, Limits limits) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    connector.addBean(heads);
    connector.setIdleTimeout(limits.idle().toMillis());
    return connector;
  }

  private static void http(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    // Paths that could be read in two ways are refused.
    http.setUriCompliance(UriCompliance.DEFAULT);
  }

  /** For requests that are so broken that they do not reach a handler. */
  private static boolean error(Request request, Response response, Callback callback) {
    Headers.SECURITY.forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    String sentence = HttpStatus.getMessage(response.getStatus());
    byte[] body =
        Answers.bytes(new Answers.ErrorJson("Not a request as it should be: " + sentence));
    Content.Sink.write(response, true, new String(body, StandardCharsets.UTF_8), callback);
    return true;
  }
}
