package dev.tagboat.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.server.http.TestIssuer.Signer;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A provider of OpenID Connect that is as strict as the real ones; Ada signs in by a button. */
final class FakeProvider implements AutoCloseable {
  static final String CLIENT = "tagboat";
  static final String SECRET = "a secret: with+odd%chars";

  private final HttpServer server;
  private final Signer signer = Signer.rsa("key-1");
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile UnaryOperator<JwtBuilder> claims =
      token -> token.claim("groups", List.of("everyone", "platform"));
  private volatile String userInfo = "{}";
  volatile Signer signsWith = signer;
  volatile boolean away;
  volatile boolean denies;
  volatile boolean onlyForm;

  FakeProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the next ID tokens hold besides the usual. */
  void says(UnaryOperator<JwtBuilder> more) {
    claims = more;
  }

  void saysAlso(String json) {
    userInfo = json;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (away) {
        send(exchange, 500, "{}");
      } else if (path.equals("/.well-known/openid-configuration")) {
        send(exchange, 200, discovery());
      } else if (path.equals("/keys")) {
        send(exchange, 200, "{\"keys\":[" + signer.jwk() + "]}");
      } else if (path.equals("/authorize")) {
        authorize(exchange);
      } else if (path.equals("/token")) {
        token(exchange);
      } else if (path.equals("/userinfo")) {
        boolean known =
            "Bearer an-access-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        send(exchange, known ? 200 : 401, userInfo);
      } else {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        send(exchange, 200, "<!doctype html><title>Provider</title><h1>" + path + "</h1>");
      }
    }
  }

  private String discovery() {
    return ("{'issuer':'URL','authorization_endpoint':'URL/authorize','token_endpoint':'URL/token',"
            + "'jwks_uri':'URL/keys','userinfo_endpoint':'URL/userinfo',"
            + (onlyForm ? "'token_endpoint_auth_methods_supported':['client_secret_post']," : "")
            + "'end_session_endpoint':'URL/bye'}")
        .replace('\'', '"')
        .replace("URL", url());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>(form(exchange.getRequestURI().getRawQuery()));
    boolean good =
        CLIENT.equals(query.get("client_id"))
            && "code".equals(query.get("response_type"))
            && "S256".equals(query.get("code_challenge_method"))
            && List.of(query.getOrDefault("scope", "").split(" ", -1)).contains("openid")
            && query.getOrDefault("redirect_uri", "").endsWith("/sign-in/callback");
    if (!good) {
      send(exchange, 400, "{\"error\":\"invalid_request\"}");
      return;
    }
    String code = "code-" + codes.size();
    codes.put(code, query);
    String back =
        query.get("redirect_uri")
            + (denies
                ? "?error=access_denied"
                : "?code=" + code + "&iss=" + URLEncoder.encode(url(), StandardCharsets.UTF_8))
            + "&state="
            + query.get("state");
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    send(
        exchange,
        200,
        "<!doctype html><title>Provider</title><a href=\"" + back + "\">I am Ada</a>");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> begun = codes.remove(form.getOrDefault("code", ""));
    if (!isClient(exchange, form)) {
      send(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (begun == null
        || !"authorization_code".equals(form.get("grant_type"))
        || !Objects.equals(begun.get("redirect_uri"), form.get("redirect_uri"))
        || !challenge(form.getOrDefault("code_verifier", "")).equals(begun.get("code_challenge"))) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      Instant now = Instant.now();
      JwtBuilder usual =
          Jwts.builder()
              .issuer(url())
              .audience()
              .add(CLIENT)
              .and()
              .subject("00u-ada")
              .claim("nonce", begun.get("nonce"))
              .claim("email", "ada@acme.io")
              .claim("email_verified", true)
              .issuedAt(Date.from(now))
              .expiration(Date.from(now.plusSeconds(300)));
      String token = TestIssuer.sign(claims.apply(usual), signsWith);
      send(
          exchange,
          200,
          "{\"access_token\":\"an-access-token\",\"token_type\":\"Bearer\",\"id_token\":\""
              + token
              + "\"}");
    }
  }

  private boolean isClient(HttpExchange exchange, Map<String, String> form) {
    if (onlyForm) {
      return SECRET.equals(form.get("client_secret")) && CLIENT.equals(form.get("client_id"));
    }
    String pair = CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        && !form.containsKey("client_secret");
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    return Form.parse(text.getBytes(StandardCharsets.UTF_8)).values();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
