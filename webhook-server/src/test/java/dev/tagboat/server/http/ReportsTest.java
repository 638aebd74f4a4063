package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.OPERATOR;
import static dev.tagboat.server.http.Running.error;
import static dev.tagboat.server.http.Running.json;
import static dev.tagboat.server.http.TestIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Proof;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.Oidc;
import dev.tagboat.server.http.TestIssuer.Signer;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.TestDatabase;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What appliers send, who of them is believed, and what the operator sees of it. */
final class ReportsTest {
  private static final String REPO = "https://github.com/acme/config.git";
  private static final String SECRET = "what-the-applier-signs-with";
  private static final String NEW_SECRET = "what-it-will-sign-with-ünïcode";
  // Such as clusters have: nobody but the cluster itself can reach it.
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final String SUBJECT = "system:serviceaccount:tagboat:applier";
  private static final String AUDIENCE = "https://tagboat.acme.io/reports/edge";
  private static final Signer KEY = Signer.rsa("k1");
  private static final Signer NEXT = Signer.rsa("k2");
  private static final int BODY = 64 << 10;

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Path keys = Path.of("jwks.json");
  private Running running;

  @BeforeEach
  void start() throws IOException {
    clock.set(Instant.parse("2026-01-02T12:00:00Z"));
    keys = folder.resolve("jwks.json");
    publish(KEY);
    Cluster prod =
        new Cluster(
            "prod",
            REPO,
            "production",
            List.of(Secret.of(SECRET), Secret.of(NEW_SECRET)),
            null,
            Duration.ofMinutes(30),
            Set.of());
    Oidc oidc = new Oidc(ISSUER, List.of(AUDIENCE), List.of(SUBJECT), List.of(), null);
    Cluster edge =
        new Cluster(
            "edge",
            REPO,
            "edge",
            List.of(),
            new Cluster.Tokens(oidc, keys),
            Duration.ofMinutes(30),
            Set.of());
    running =
        new Running(
            Configs.standard().with(List.of(prod, edge)),
            TestDatabase.sqlite(folder),
            Limits.standard().withBody(BODY),
            List.of(),
            Sources.network(),
            clock);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void publish(Signer signer) throws IOException {
    Files.writeString(keys, "{\"keys\":[" + signer.jwk() + "]}");
  }

  private HttpResponse<String> signed(String secret, String body) {
    return running.post(
        "/reports/prod", body, "X-Tagboat-Signature-256", Events.signature(secret, body));
  }

  /** The server answers and closes before it has read all, so the answer can get lost. */
  private HttpResponse<String> tooLarge() {
    for (int attempt = 1; ; attempt++) {
      try {
        return signed(SECRET, " ".repeat(BODY) + "{}");
      } catch (UncheckedIOException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  private HttpResponse<String> prod(ReportJson report) {
    return signed(SECRET, report.text());
  }

  private JwtBuilder claims() {
    return claims(AUDIENCE);
  }

  private JwtBuilder claims(String audience) {
    Instant now = clock.instant();
    return Jwts.builder()
        .issuer(ISSUER)
        .audience()
        .add(audience)
        .and()
        .subject(SUBJECT)
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plusSeconds(600)));
  }

  private int edge(String token) {
    String body = ReportJson.healthy("03:00:00").set("cluster", "\"edge\"").text();
    return running.post("/reports/edge", body, "Authorization", "Bearer " + token).statusCode();
  }

  private JsonNode api(String path) {
    return json(running.get("/api/v1" + path, "Authorization", OPERATOR));
  }

  @Test
  void whatIsReportedIsShown() {
    HttpResponse<String> response = prod(ReportJson.example());

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response)).isEqualTo(json("{\"newest\":true}"));
    assertThat(running.reported).containsExactly("prod");
    JsonNode cluster = api("/clusters/prod");
    assertThat(cluster.path("state").asText()).isEqualTo("progressing");
    assertThat(cluster.path("sentence").asText())
        .isEqualTo("apps/Deployment/shop/web: 1 of 3 replicas are available");
    assertThat(cluster.path("revision").asText()).isEqualTo(ReportJson.REVISION);
    assertThat(cluster.path("differs").asBoolean()).isTrue();
    assertThat(cluster.path("drifted").asInt()).isEqualTo(1);
    assertThat(cluster.path("environment").asText()).isEqualTo("production");
    assertThat(cluster.at("/detail/drift/0/diff/0").asText())
        .isEqualTo("~ /data/k: \"x\" -> \"v\"");
    assertThat(cluster.at("/detail/running/images/0/ready").asText()).isEqualTo("1/3");
    assertThat(cluster.at("/detail/history").findValuesAsText("kind"))
        .containsExactly("drift", "health", "revision");
  }

  @Test
  void anOlderReportAndTheSameOnceMoreChangeNothing() {
    prod(ReportJson.healthy("04:00:00"));

    assertThat(json(prod(ReportJson.healthy("04:00:00")))).isEqualTo(json("{\"newest\":false}"));
    assertThat(json(prod(ReportJson.healthy("03:59:59").health("failed"))))
        .isEqualTo(json("{\"newest\":false}"));
    assertThat(api("/clusters/prod").path("state").asText()).isEqualTo("healthy");
    assertThat(api("/clusters/prod").at("/detail/history")).hasSize(2);
    assertThat(running.reported).hasSize(1);
  }

  @Test
  void whileTheRepoIsAwayItIsStillShownWhatRuns() {
    prod(ReportJson.healthy("03:00:00"));
    prod(
        ReportJson.healthy("04:00:00")
            .set("revision", "null")
            .set("images", "[]")
            .set("problems", "[\"the git server is away\"]"));

    JsonNode cluster = api("/clusters/prod");
    assertThat(cluster.path("state").asText()).isEqualTo("failed");
    assertThat(cluster.path("revision").isNull()).isTrue();
    assertThat(cluster.path("differs").isNull()).as("nothing to differ from").isTrue();
    assertThat(cluster.at("/detail/problems/0").asText()).isEqualTo("the git server is away");
    assertThat(cluster.at("/detail/running/at").asText()).isEqualTo("2026-01-02T03:00:00Z");
    assertThat(cluster.at("/detail/running/images/0/tag").asText()).isEqualTo("1.2.3");
  }

  @Test
  void silenceIsSeen() {
    assertThat(api("/clusters").at("/clusters/1/state").asText()).isEqualTo("unknown");
    prod(ReportJson.healthy("11:45:00"));
    assertThat(api("/clusters").at("/clusters/0/stale").asBoolean()).isFalse();
    assertThat(api("/clusters").at("/clusters/0/ageSeconds").asInt()).isEqualTo(900);

    clock.advance(Duration.ofMinutes(16));

    assertThat(api("/clusters").at("/clusters/0/stale").asBoolean()).isTrue();
    assertThat(api("/clusters/edge").path("stale").asBoolean()).isTrue();
  }

  @Test
  void aClockThatIsAheadDoesNotSilenceItsCluster() {
    prod(ReportJson.healthy("23:00:00"));
    clock.advance(Duration.ofMinutes(5));

    assertThat(json(prod(ReportJson.healthy("23:05:00").health("failed"))))
        .isEqualTo(json("{\"newest\":true}"));
    assertThat(api("/clusters/prod").path("reportedAt").asText()).isEqualTo("2026-01-02T12:05:00Z");
  }

  @Test
  void eitherSecretIsGoodWhileOneIsReplaced() {
    assertThat(signed(NEW_SECRET, ReportJson.healthy("03:00:00").text()).statusCode())
        .isEqualTo(202);
  }

  private ClusterView.Proven proven(String cluster) {
    ClusterView view = new ClusterReports(running.database, clock).find(cluster).orElseThrow();
    return Objects.requireNonNull(view.proven());
  }

  @Test
  void itIsKeptWhichKeyProvedTheApplier() {
    signed(NEW_SECRET, ReportJson.healthy("03:00:00").text());
    assertThat(proven("prod"))
        .isEqualTo(new ClusterView.Proven(new Proof("secret 2 of 2", null), clock.instant()));
    clock.advance(Duration.ofMinutes(1));
    // The same once more is no news, but the key was used.
    signed(SECRET, ReportJson.healthy("03:00:00").text());
    assertThat(proven("prod").proof().key()).isEqualTo("secret 1 of 2");
    assertThat(proven("prod").at()).isEqualTo(clock.instant());

    Instant ends = clock.instant().plusSeconds(600);
    assertThat(edge(sign(claims(), KEY))).isEqualTo(202);
    assertThat(proven("edge").proof())
        .isEqualTo(new Proof("a token of " + ISSUER + " for " + SUBJECT + ", key k1", ends));
  }

  @Test
  void strangersAreRefusedBeforeTheirReportIsRead() {
    String body = ReportJson.healthy("03:00:00").text();
    for (String[] headers :
        List.of(
            new String[] {"X-Other", "x"},
            new String[] {"X-Tagboat-Signature-256", Events.signature("wrong", body)},
            new String[] {"X-Tagboat-Signature-256", Events.signature(SECRET, body + " ")},
            new String[] {"X-Signature-256", Events.signature(SECRET, body)},
            new String[] {"Authorization", "Bearer " + SECRET})) {
      assertThat(running.post("/reports/prod", body, headers).statusCode()).isEqualTo(401);
    }
    assertThat(running.post("/reports/prod", "no report").statusCode()).isEqualTo(401);
    assertThat(running.post("/reports/nobody", body).statusCode()).isEqualTo(404);
    assertThat(api("/clusters/prod").path("state").asText()).isEqualTo("unknown");
    assertThat(running.get("/metrics").body())
        .contains(
            "tagboat_reports_total{cluster=\"prod\",status=\"401\"} 6.0",
            "tagboat_reports_total{cluster=\"(unknown)\",status=\"404\"} 1.0");
  }

  @Test
  void whatIsNoReportIsToldToWhoMayReport() {
    assertThat(signed(SECRET, "{").statusCode()).isEqualTo(400);
    assertThat(error(prod(ReportJson.healthy("03:00:00").set("revision", "\"x\""))))
        .startsWith("'revision' must be");
    HttpResponse<String> newer = prod(ReportJson.healthy("03:00:00").set("version", "2"));
    assertThat(newer.statusCode()).isEqualTo(400);
    assertThat(error(newer)).contains("update the server");
    assertThat(error(prod(ReportJson.healthy("03:00:00").set("cluster", "\"edge\""))))
        .isEqualTo("The report is of another cluster than the URL.");
    assertThat(tooLarge().statusCode()).isEqualTo(413);
    assertThat(api("/clusters/prod").path("state").asText()).isEqualTo("unknown");
  }

  @Test
  void aTokenOfTheServiceAccountIsProof() throws IOException {
    assertThat(edge(sign(claims(), KEY))).isEqualTo(202);
    assertThat(edge(sign(claims().subject("system:serviceaccount:shop:web"), KEY))).isEqualTo(401);
    assertThat(edge(sign(claims().issuer("https://other"), KEY))).isEqualTo(401);
    assertThat(edge(sign(claims("https://kube"), KEY))).isEqualTo(401);
    assertThat(edge(sign(claims().expiration(Date.from(clock.instant().minusSeconds(61))), KEY)))
        .isEqualTo(401);
    assertThat(edge(sign(claims(), NEXT))).isEqualTo(401);
    assertThat(edge("x.y.z")).isEqualTo(401);

    publish(NEXT);
    clock.advance(Duration.ofMinutes(2));

    assertThat(edge(sign(claims(), NEXT))).isEqualTo(202);
  }

  @Test
  void aKeyThatIsTakenOutOfTheFileIsSoonGoodNoLonger() throws IOException {
    assertThat(edge(sign(claims(), KEY))).isEqualTo(202);
    publish(NEXT);
    clock.advance(Duration.ofMinutes(5).plusSeconds(1));

    assertThat(edge(sign(claims(), KEY))).isEqualTo(401);
    assertThat(edge(sign(claims(), NEXT))).isEqualTo(202);
  }

  @Test
  void withoutTheKeysTheApplierIsAskedToComeBack() throws IOException {
    Files.delete(keys);

    assertThat(edge(sign(claims(), KEY))).isEqualTo(503);
  }

  @Test
  void withoutADatabaseTheApplierIsAskedToComeBack() {
    running.database.close();

    assertThat(prod(ReportJson.healthy("03:00:00")).statusCode()).isEqualTo(503);
    assertThat(running.reported).isEmpty();
  }

  @Test
  void theOperatorsPagesAreForTheOperator() {
    assertThat(running.get("/api/v1/clusters").statusCode()).isEqualTo(401);
    assertThat(running.get("/api/v1/clusters/prod").statusCode()).isEqualTo(401);
    assertThat(running.get("/api/v1/clusters/nobody", "Authorization", OPERATOR).statusCode())
        .isEqualTo(404);
    assertThat(running.get("/api/v1/clusters?x=1", "Authorization", OPERATOR).statusCode())
        .isEqualTo(400);
    assertThat(json(running.get("/api/v1/report.schema.json")).path("title").asText())
        .contains("report of an applier");
  }
}
