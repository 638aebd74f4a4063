package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.ADMIN;
import static dev.tagboat.server.http.Configs.OPERATOR;
import static dev.tagboat.server.http.Running.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.config.AddressRange;
import dev.tagboat.server.config.Front;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.AuditEntry;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often somebody may try tokens, who that is, and what the audit says of it. */
final class WrongTokensTest {
  private static final String SIGN_IN = "/sign-in";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Duration MINUTE = Duration.ofSeconds(61);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Running running;

  @BeforeEach
  void start() {
    ServerConfig usual = Configs.standard();
    ServerConfig config =
        new ServerConfig(
            usual.listen(),
            usual.database(),
            usual.hooks(),
            usual.registries(),
            usual.repositories(),
            usual.adminToken(),
            new Front(
                2 << 20,
                new Front.Rate(100, 1_000, false),
                List.of(AddressRange.parse("127.0.0.0/8"))),
            usual.data(),
            List.of());
    running =
        new Running(
            config,
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of(),
            Sources.network(),
            clock);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private HttpResponse<String> form(String token, String from) {
    return running.post(SIGN_IN, "token=" + token, "Content-Type", FORM, "X-Forwarded-For", from);
  }

  private HttpResponse<String> api(String token, String from) {
    return running.get(
        "/api/v1/pushes", "Authorization", "Bearer " + token, "X-Forwarded-For", from);
  }

  private void useUp(String from) {
    for (int i = 0; i < WrongTokens.EACH_A_MINUTE; i++) {
      assertThat(form("wrong-" + i, from).statusCode()).isEqualTo(401);
    }
  }

  private List<AuditEntry> audit() {
    return new AuditLog(running.database, clock)
        .range(0, Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), 1_000);
  }

  @Test
  void theRightTokenWaitsToo() {
    useUp("203.0.113.7");

    HttpResponse<String> refused = form(ADMIN, "203.0.113.7");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("6");
    assertThat(error(refused))
        .isEqualTo(
            "Too many wrong tokens came from this address: none is looked at now, the right one"
                + " neither. Try again in 6 s; whoever is signed in stays so.");
    assertThat(form("wrong", "203.0.113.7").statusCode()).isEqualTo(429);
    assertThat(api(ADMIN, "203.0.113.7").statusCode()).as("the API's are the same").isEqualTo(429);
    assertThat(form(ADMIN, "203.0.113.8").statusCode()).as("another address").isEqualTo(303);

    clock.advance(Duration.ofSeconds(6));
    assertThat(form(ADMIN, "203.0.113.7").statusCode()).isEqualTo(303);
    assertThat(form("wrong", "203.0.113.7").statusCode()).isEqualTo(401);
    assertThat(form("wrong", "203.0.113.7").statusCode()).isEqualTo(429);
  }

  @Test
  void guessesAtTheApiCountAndNoTokenIsNoGuess() {
    for (int i = 0; i < 3 * WrongTokens.EACH_A_MINUTE; i++) {
      assertThat(running.get("/api/v1/pushes").statusCode()).isEqualTo(401);
      assertThat(form("", "127.0.0.1").statusCode()).isEqualTo(401);
      assertThat(running.get("/api/v1/pushes", "Authorization", OPERATOR).statusCode())
          .isEqualTo(200);
    }
    for (int i = 0; i < WrongTokens.EACH_A_MINUTE; i++) {
      assertThat(api("wrong", "127.0.0.1").statusCode()).isEqualTo(401);
    }

    assertThat(api("wrong", "127.0.0.1").statusCode()).as("loopback, too").isEqualTo(429);
    assertThat(audit())
        .extracting(AuditEntry::detail)
        .containsExactly(
            "a wrong token at the API",
            "a wrong token at the API; this address has no try left for now; 8 more since the"
                + " entry before");
  }

  @Test
  void whoIsSignedInStaysSo() {
    String cookie =
        form(ADMIN, "203.0.113.7")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .split(";", 2)[0];
    useUp("203.0.113.7");

    assertThat(running.get("/", "Cookie", cookie, "X-Forwarded-For", "203.0.113.7").statusCode())
        .isEqualTo(200);
  }

  @Test
  void manyAddressesHelpLittleAndKeepNobodyOutWhoWasIn() {
    assertThat(api(ADMIN, "198.51.100.1").statusCode()).isEqualTo(200);
    List<Integer> statuses =
        IntStream.range(0, WrongTokens.ALL_A_MINUTE + 5)
            .mapToObj(i -> api("wrong", "10.0.0." + i).statusCode())
            .toList();

    assertThat(statuses.subList(0, WrongTokens.ALL_A_MINUTE)).containsOnly(401);
    assertThat(statuses.subList(WrongTokens.ALL_A_MINUTE, statuses.size())).containsOnly(429);
    assertThat(error(api(ADMIN, "10.0.1.1"))).contains("from many addresses");
    assertThat(api(ADMIN, "198.51.100.1").statusCode()).isEqualTo(200);
    assertThat(audit()).as("the audit is not flooded").hasSize(5);
  }

  @Test
  void theAuditSaysWhoTriedAndLaterHowManyMore() {
    useUp("203.0.113.7");
    for (int i = 0; i < 50; i++) {
      clock.advance(Duration.ofSeconds(6));
      form("wrong", "203.0.113.7");
    }
    assertThat(audit()).hasSize(5);
    clock.advance(Duration.ofMinutes(10));
    form("wrong", "2001:db8::1");

    assertThat(audit())
        .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("somebody"))
        .allSatisfy(entry -> assertThat(entry.action()).isEqualTo("sign-in-refused"));
    assertThat(audit().get(0))
        .returns("203.0.113.7", AuditEntry::subject)
        .returns("a wrong token on the sign-in page", AuditEntry::detail);
    assertThat(audit().get(1).detail())
        .endsWith("no try left for now; 8 more since the entry before");
    assertThat(audit().get(5))
        .returns("2001:db8:0:0:0:0:0:1", AuditEntry::subject)
        .returns(
            "a wrong token on the sign-in page; 47 more since the entry before",
            AuditEntry::detail);
    assertThat(audit().toString()).doesNotContain("wrong-");
    assertThat(new AuditLog(running.database, clock).verify().problem()).isNull();
  }

  @Test
  void aQuietMinuteGivesAllTriesBack() {
    useUp("203.0.113.7");
    clock.advance(MINUTE);

    useUp("203.0.113.7");
  }
}
