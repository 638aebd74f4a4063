package dev.tagboat.server.http;

import static dev.tagboat.server.auth.SnsMessages.CERTIFICATE;
import static dev.tagboat.server.auth.SnsMessages.TOPIC;
import static dev.tagboat.server.auth.SnsMessages.notification;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.FakeDocuments;
import dev.tagboat.server.auth.SnsMessages;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.auth.TestAuthority;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import dev.tagboat.server.config.Sns;
import dev.tagboat.server.config.Trust;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amazon SNS at the door: whose messages are taken, and what is asked of whom to tell. */
final class SnsHookTest {
  private static final String REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String CONFIRM =
      "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
          + "arn%3Aaws%3Asns%3Aeu-central-1%3A123456789012%3Apushes&Token=t0ken%26x";
  private static final String AIA = "aia=caIssuer:uri:http://crt.r2m01.amazontrust.com/r2m01.cer";

  @TempDir static Path authorities;
  private static TestAuthority amazon;
  private static TestAuthority stranger;

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeDocuments outside = new FakeDocuments();
  private Running running;

  @BeforeAll
  static void certificates() throws Exception {
    amazon =
        TestAuthority.create(Files.createDirectory(authorities.resolve("a")))
            .issue("sns", "sns.amazonaws.com", "-ext", AIA)
            .issue("other", "s3.amazonaws.com.evil.example")
            .issue(
                "old", "sns.amazonaws.com", "-startdate", "2024/01/01 00:00:00", "-validity", "9");
    stranger =
        TestAuthority.create(Files.createDirectory(authorities.resolve("b")))
            .issue("sns", "sns.amazonaws.com");
  }

  @BeforeEach
  void start() {
    Hook hook =
        new Hook(
            "ecr",
            HookType.ECR,
            AuthKind.SNS,
            new Trust(null, null, new Sns(List.of(TOPIC))),
            List.of(),
            REGISTRY,
            List.of(),
            Mapping.NONE);
    running =
        new Running(
            Configs.server(null, List.of(hook)),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of(),
            new Sources(outside, amazon.anchors()),
            clock);
    outside.there.put(CERTIFICATE, amazon.pem("sns", "between"));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private int status(String message) {
    return send(message).statusCode();
  }

  private HttpResponse<String> send(String message) {
    return running.post("/hooks/ecr", message, "Content-Type", "text/plain; charset=UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void bothVersionsOfTheSignatureAreTaken(String version) {
    assertThat(status(notification("{}").with("SignatureVersion", version).signed(amazon, "sns")))
        .isEqualTo(202);
    assertThat(
            status(
                notification("ünïcode\nlines")
                    .with("Subject", "of it")
                    .with("SignatureVersion", version)
                    .signed(amazon, "sns")))
        .isEqualTo(202);
    assertThat(outside.asked).containsExactly("PUBLIC " + CERTIFICATE);
  }

  @Test
  void theEventInsideIsStoredOnce() {
    String event =
        """
        {"version":"0","id":"fcf0ea66","detail-type":"ECR Image Action","source":"aws.ecr",
         "account":"123456789012","time":"2026-11-25T09:59:00Z","region":"eu-central-1",
         "detail":{"result":"SUCCESS","repository-name":"acme/shop","action-type":"PUSH",
         "image-digest":"sha256:%064x","image-tag":"1.0"}}"""
            .formatted(1);
    String message = notification(event).signed(amazon, "sns");

    assertThat(json(send(message)))
        .isEqualTo(json("{\"accepted\":1,\"duplicate\":0,\"ignored\":0,\"unreadable\":0}"));
    assertThat(json(send(message)))
        .isEqualTo(json("{\"accepted\":0,\"duplicate\":1,\"ignored\":0,\"unreadable\":0}"));
  }

  @Test
  void theSubscriptionOfAConfiguredTopicIsConfirmedAtItsOwnRegion() {
    outside.there.put(CONFIRM, new byte[0]);

    assertThat(status(SnsMessages.confirmation("t0ken&x").signed(amazon, "sns"))).isEqualTo(202);
    assertThat(outside.asked).containsExactly("PUBLIC " + CERTIFICATE, "PUBLIC " + CONFIRM);
  }

  @Test
  void aConfirmationThatFailsIsAskedForAgain() {
    assertThat(status(notification("{}").signed(amazon, "sns"))).isEqualTo(202);
    outside.away = true;
    assertThat(status(SnsMessages.confirmation("t0ken&x").signed(amazon, "sns"))).isEqualTo(503);
    outside.away = false;
    outside.there.put(CONFIRM, new byte[0]);
    assertThat(status(SnsMessages.confirmation("t0ken&x").signed(amazon, "sns"))).isEqualTo(202);
    assertThat(outside.asked).endsWith("PUBLIC " + CONFIRM);
  }

  @Test
  void nothingIsConfirmedForAStranger() {
    String foreign = "arn:aws:sns:eu-central-1:999999999999:pushes";
    SnsMessages unsigned = SnsMessages.confirmation("t0ken&x").with("Signature", "AAAA");

    assertThat(status(unsigned.json())).isEqualTo(401);
    assertThat(
            status(SnsMessages.confirmation("t").with("TopicArn", foreign).signed(amazon, "sns")))
        .isEqualTo(401);
    assertThat(outside.asked).containsExactly("PUBLIC " + CERTIFICATE);
  }

  @Test
  void whatWasChangedIsRefused() {
    List<Map.Entry<String, String>> changes =
        List.of(
            Map.entry("Message", "other"),
            Map.entry("MessageId", "other"),
            Map.entry("Subject", "added"),
            Map.entry("Timestamp", "2026-11-25T09:59:31.000Z"),
            Map.entry("TopicArn", "arn:aws:sns:eu-central-1:123456789012:other"),
            Map.entry("Type", "SubscriptionConfirmation"),
            Map.entry("Type", "Other"),
            Map.entry("SignatureVersion", "1"),
            Map.entry("SignatureVersion", "3"),
            Map.entry("Signature", "AAAA"),
            Map.entry("Signature", "***"));
    for (Map.Entry<String, String> change : changes) {
      SnsMessages message = notification("{}");
      message.signed(amazon, "sns");
      message.with(change.getKey(), change.getValue());

      assertThat(status(message.json())).as("%s", change).isEqualTo(401);
    }
  }

  @Test
  void aTopicOfSomebodyElseIsRefusedBeforeAnythingIsFetched() {
    String foreign =
        notification("{}")
            .with("TopicArn", "arn:aws:sns:eu-central-1:999999999999:pushes")
            .signed(amazon, "sns");

    assertThat(status(foreign)).isEqualTo(401);
    assertThat(outside.asked).isEmpty();
    assertThat(
            running
                .post("/hooks/ecr", "{}", "x-amz-sns-topic-arn", "arn:aws:sns:eu-west-1:1:x")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aCertificateIsOnlyFetchedFromTheTopicsOwnRegion() {
    List<String> urls =
        List.of(
            "http://sns.eu-central-1.amazonaws.com/a.pem",
            "https://sns.us-east-1.amazonaws.com/a.pem",
            "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
            "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem",
            "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
            "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
            "https://evil.example#sns.eu-central-1.amazonaws.com/a.pem",
            "https://user@sns.eu-central-1.amazonaws.com/a.pem",
            "https://sns.eu-central-1.amazonaws.com/../a.pem",
            "https://sns.eu-central-1.amazonaws.com/a.pem?x=.pem",
            "https://sns.eu-central-1.amazonaws.com/a.pem#.pem",
            "https://sns.eu-central-1.amazonaws.com/a.txt",
            "https://sns.eu-central-1.amazonaws.com\\\\.evil.example/a.pem",
            "https://my-bucket.s3.amazonaws.com/a.pem",
            "https://sns.eu-central-1.amazonaws.com/a.pem\n",
            "https://169.254.169.254/a.pem",
            "file:///etc/passwd",
            "");
    for (String url : urls) {
      assertThat(status(notification("{}").with("SigningCertURL", url).signed(amazon, "sns")))
          .as(url)
          .isEqualTo(401);
    }
    assertThat(outside.asked).isEmpty();
  }

  @Test
  void theChainMustEndAtATrustedAuthority() {
    outside.there.put(CERTIFICATE, stranger.pem("sns", "between", "root"));

    assertThat(status(notification("{}").signed(stranger, "sns"))).isEqualTo(401);
  }

  @Test
  void theCertificateMustBeMadeOutToSns() {
    outside.there.put(CERTIFICATE, amazon.pem("other", "between"));

    assertThat(status(notification("{}").signed(amazon, "other"))).isEqualTo(401);
  }

  @Test
  void anExpiredCertificateIsRefused() {
    outside.there.put(CERTIFICATE, amazon.pem("old", "between"));

    assertThat(status(notification("{}").signed(amazon, "old"))).isEqualTo(401);
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    outside.there.put(CERTIFICATE, new byte[] {1, 2, 3});

    assertThat(status(notification("{}").signed(amazon, "sns"))).isEqualTo(401);
    outside.there.clear();
    assertThat(status(notification("{}").signed(amazon, "sns"))).isEqualTo(401);
  }

  @Test
  void anIssuerThatTheFileLeavesOutIsFetchedFromAmazonsAuthority() {
    outside.there.put(CERTIFICATE, amazon.pem("sns"));
    outside.there.put("http://crt.r2m01.amazontrust.com/r2m01.cer", amazon.der("between"));

    assertThat(status(notification("{}").signed(amazon, "sns"))).isEqualTo(202);
    assertThat(outside.asked)
        .containsExactly(
            "PUBLIC " + CERTIFICATE, "PUBLIC_PLAIN http://crt.r2m01.amazontrust.com/r2m01.cer");
  }

  @Test
  void whileTheCertificateCannotBeFetchedTheSenderIsToldToComeBack() {
    outside.away = true;
    HttpResponse<String> refused = send(notification("{}").signed(amazon, "sns"));
    outside.away = false;

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(status(notification("{}").signed(amazon, "sns"))).isEqualTo(202);
  }

  @Test
  void aStrangerWhoKnowsTheTopicCausesFewFetches() {
    for (int i = 0; i < 50; i++) {
      String url = "https://sns.eu-central-1.amazonaws.com/" + i + ".pem";
      assertThat(status(notification("{}").with("SigningCertURL", url).signed(amazon, "sns")))
          .isIn(401, 503);
    }
    assertThat(outside.asked).hasSize(10);
  }

  @Test
  void anOldMessageIsRefused() {
    String message = notification("{}").signed(amazon, "sns");
    clock.advance(Duration.ofDays(6));
    assertThat(status(message)).isEqualTo(202);
    clock.advance(Duration.ofDays(2));
    assertThat(status(message)).isEqualTo(401);
  }

  @Test
  void whatIsNoMessageIsRefused() {
    List<String> bodies =
        List.of("", "{", "[]", "{}", "{\"Type\":1}", "{\"Type\":\"a\",\"Type\":\"b\"}", "null");
    for (String body : bodies) {
      assertThat(status(body)).as(body).isEqualTo(401);
    }
    assertThat(outside.asked).isEmpty();
  }
}
