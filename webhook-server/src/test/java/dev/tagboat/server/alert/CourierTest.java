package dev.tagboat.server.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.clusters.Trouble;
import dev.tagboat.server.config.AlertChannel;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes out to chats, webhooks and mail servers, and what their answers mean. */
final class CourierTest {
  private static final Duration REPEAT = Duration.ofHours(4);
  private static final String PATH = "/services/T0/B0/a-secret-of-slack";
  private static final Instant SINCE = Instant.parse("2026-01-02T03:00:00Z");
  private static final Alert ALERT =
      new Alert(
          "prod",
          new Trouble(
              Trouble.Kind.DEGRADED, "<!channel> <https://evil|click> & *bold*\r\nBcc: @all ü"),
          Alert.Phase.STILL,
          SINCE,
          Instant.parse("2026-01-02T07:00:00Z"),
          ReportJson.REVISION);

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
    answers(aResponse().withStatus(200).withBody("ok"));
  }

  @AfterEach
  void stop() {
    server.stop();
    mails.stop();
  }

  private void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(post(anyUrl()).willReturn(answer));
  }

  private Secret url() {
    return Secret.of("http://localhost:" + server.port() + PATH);
  }

  private Courier slack() {
    return Courier.of(new AlertChannel.Slack("team", REPEAT, url()));
  }

  private LoggedRequest sent() {
    return server.getAllServeEvents().get(0).getRequest();
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aChatGetsTextWithoutMarkupLinksOrMentions() {
    slack().deliver(ALERT);

    assertThat(sent().getUrl()).isEqualTo(PATH);
    String text = json(sent().getBodyAsString()).path("text").asText();
    assertThat(text)
        .startsWith("prod: still degraded\n&lt;")
        .contains(
            "&amp;", "@\u200ball", "*\u200bbold*\u200b", "(since 2026-01-02T03:00:00Z, revision")
        .doesNotContain("<", "\r");
  }

  @Test
  void aWebhookGetsSignedJson() throws Exception {
    Secret secret = Secret.of("what-alerts-are-signed-with");
    Courier.of(new AlertChannel.Webhook("hook", REPEAT, url(), secret)).deliver(ALERT);

    JsonNode json = json(sent().getBodyAsString());
    assertThat(json.path("version").asInt()).isEqualTo(1);
    assertThat(json.path("cluster").asText()).isEqualTo("prod");
    assertThat(json.path("trouble").asText()).isEqualTo("degraded");
    assertThat(json.path("phase").asText()).isEqualTo("still");
    assertThat(json.path("since").asText()).isEqualTo(SINCE.toString());
    assertThat(json.path("sentence").asText()).isEqualTo(ALERT.trouble().sentence());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertThat(sent().getHeader("X-Tagboat-Signature-256"))
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(sent().getBody())));
  }

  @Test
  void withoutASecretItIsNotSigned() {
    Courier.of(new AlertChannel.Webhook("hook", REPEAT, url(), null)).deliver(ALERT);

    assertThat(sent().containsHeader("X-Tagboat-Signature-256")).isFalse();
  }

  @Test
  void whatMayPassIsWorthAnotherTryAndTheRestIsAPersonsMatter() {
    answers(aResponse().withStatus(503));
    assertThatThrownBy(() -> slack().deliver(ALERT)).isInstanceOf(TransientFault.class);
    answers(aResponse().withStatus(429).withHeader("Retry-After", "90"));
    assertThat(catchThrowable(() -> slack().deliver(ALERT)))
        .isInstanceOfSatisfying(
            TransientFault.class,
            fault -> assertThat(fault.retryAfter()).contains(Duration.ofSeconds(90)));
    answers(aResponse().withStatus(302).withHeader("Location", "http://localhost:1/"));
    assertThatThrownBy(() -> slack().deliver(ALERT)).isInstanceOf(UserFault.class);
    answers(aResponse().withStatus(404));
    assertThatThrownBy(() -> slack().deliver(ALERT))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("'team'")
        .hasMessageNotContaining("a-secret-of-slack");
    Courier gone = slack();
    server.stop();
    assertThatThrownBy(() -> gone.deliver(ALERT))
        .isInstanceOf(TransientFault.class)
        .hasMessageNotContaining("a-secret-of-slack");
  }

  private Courier mail(AlertChannel.Tls tls, AlertChannel.@Nullable Login login) {
    return Courier.of(
        new AlertChannel.Mail(
            "mail",
            REPEAT,
            "127.0.0.1",
            mails.getSmtp().getPort(),
            tls,
            login,
            "tagboat@acme.io",
            List.of("ops@acme.io", "dev@acme.io")));
  }

  @Test
  void aMailIsPlainTextToEverybody() throws Exception {
    mails.start();

    mail(AlertChannel.Tls.NONE, null).deliver(ALERT);

    assertThat(mails.getReceivedMessages()).hasSize(2);
    MimeMessage message = mails.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("[tagboat] prod: still degraded");
    assertThat(message.getFrom()[0]).hasToString("tagboat@acme.io");
    assertThat(message.getContentType()).startsWith("text/plain");
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getContent().toString())
        .contains("prod: still degraded", "<!channel>", "Bcc: @all ü (since 2026-01-02T03:00:00Z");
  }

  @Test
  void withoutTheProtectionThatIsAskedForNothingIsSent() {
    mails.start();

    assertThatThrownBy(() -> mail(AlertChannel.Tls.STARTTLS, null).deliver(ALERT))
        .isInstanceOf(TransientFault.class);
    assertThat(mails.getReceivedMessages()).isEmpty();
  }

  @Test
  void aMailServerThatKnowsUsIsToldWhoWeAre() {
    mails.start();
    mails.setUser("bot@acme.io", "bot", "the-password");

    mail(AlertChannel.Tls.NONE, new AlertChannel.Login("bot", Secret.of("the-password")))
        .deliver(ALERT);
    assertThat(mails.getReceivedMessages()).hasSize(2);
    assertThatThrownBy(
            () ->
                mail(AlertChannel.Tls.NONE, new AlertChannel.Login("bot", Secret.of("wrong")))
                    .deliver(ALERT))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("does not accept username and password")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void aMailServerThatIsAwayIsWorthAnotherTry() {
    mails.start();
    Courier courier = mail(AlertChannel.Tls.NONE, null);
    mails.stop();

    assertThatThrownBy(() -> courier.deliver(ALERT)).isInstanceOf(TransientFault.class);
  }
}
