package dev.tagboat.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step of the Action and a webhook server, both as they are packaged, with the hook that the
 * Action's README shows; only GitHub's issuer is played, with its own key.
 */
class JobTellsServerIT {
  private static final Pattern HOOKS = Pattern.compile("(?ms)^```yaml\n(hooks:\n.*?)^```$");
  private static final String ADMIN = "an-admin-token-of-some-length";

  private final KeyPair key = Jwts.SIG.RS256.keyPair().build();
  private final Path directory;
  private final HttpServer issuer;
  private String subject = "repo:acme/shop:ref:refs/tags/v1.4.2";

  JobTellsServerIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void issue() {
    issuer.createContext(
        "/.well-known/openid-configuration",
        asked ->
            answer(asked, "{\"issuer\":\"%s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuerUrl())));
    issuer.createContext(
        "/keys",
        asked ->
            answer(
                asked,
                "{\"keys\":["
                    + Jwks.json(Jwks.builder().key((RSAPublicKey) key.getPublic()).id("k").build())
                    + "]}"));
    issuer.createContext(
        "/token", asked -> answer(asked, "{\"value\":\"" + token(asked.getRequestURI()) + "\"}"));
    issuer.start();
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
  }

  private String issuerUrl() {
    return "http://localhost:" + issuer.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  // As GitHub's runner: the audience is what the job asks for.
  private String token(URI asked) {
    Instant now = Instant.now();
    return Jwts.builder()
        .header()
        .keyId("k")
        .and()
        .issuer(issuerUrl())
        .subject(subject)
        .audience()
        .add(asked.getQuery().replaceAll("(^|.*&)audience=([^&]*).*", "$2"))
        .and()
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plusSeconds(300)))
        .signWith(key.getPrivate())
        .compact();
  }

  private String hooks(String origin) throws IOException {
    Matcher block = HOOKS.matcher(Files.readString(Path.of("../github-action/README.md")));
    assertThat(block.find()).isTrue();
    return block
        .group(1)
        .replace("https://token.actions.githubusercontent.com", issuerUrl())
        .replace("https://tagboat.acme.io", origin);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Serving serve(int port) throws IOException {
    Files.writeString(directory.resolve("admin"), ADMIN);
    Path config =
        Files.writeString(
            directory.resolve("tagboat-server.yaml"),
            "listen: 127.0.0.1:%d\ndata: data\nadmin-token-file: admin\n".formatted(port)
                + hooks("http://127.0.0.1:" + port));
    return Serving.start(
        new ProcessBuilder(
                java(),
                "-jar",
                Path.of("../webhook-server/target/tagboat-server.jar").toAbsolutePath().toString(),
                "serve",
                "--config",
                config.toString())
            .directory(directory.toFile()));
  }

  private String step(int port) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                java(),
                "-jar",
                Path.of("../github-action/target/tagboat-action.jar").toAbsolutePath().toString())
            .redirectErrorStream(true);
    builder.environment().put("GITHUB_ACTOR", "ann");
    builder.environment().put("GITHUB_OUTPUT", directory.resolve("output").toString());
    builder.environment().put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
    builder.environment().put("ACTIONS_ID_TOKEN_REQUEST_URL", issuerUrl() + "/token?v=2");
    builder.environment().put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "runner");
    builder.environment().put("INPUT_IMAGES", "ghcr.io/acme/shop:1.4.2");
    builder.environment().put("INPUT_SERVER_URL", "http://127.0.0.1:" + port + "/hooks/ci");
    Process process = builder.start();
    process.getOutputStream().close();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return log + "exit " + process.waitFor();
  }

  private static List<String> pushed(int port) throws IOException, InterruptedException {
    String answer = Serving.get("http://127.0.0.1:" + port + "/api/v1/pushes", ADMIN).body();
    JsonNode pushes = new ObjectMapper().readTree(answer);
    return pushes.findValuesAsText("image");
  }

  @Test
  void aJobWithTheRightTokenIsHeardAndAnotherIsNot() throws IOException, InterruptedException {
    int port = Serving.freePort();
    try (Serving server = serve(port)) {
      subject = "repo:acme/other:ref:refs/tags/v1.4.2";
      assertThat(step(port))
          .as(server.toString())
          .contains("does not take this job's token")
          .endsWith("exit 1");
      assertThat(pushed(port)).isEmpty();

      subject = "repo:acme/shop:ref:refs/tags/v1.4.2";
      assertThat(step(port)).contains("the server took 1").endsWith("exit 0");
      assertThat(pushed(port)).anyMatch(image -> image.contains("ghcr.io/acme/shop"));
    }
  }
}
