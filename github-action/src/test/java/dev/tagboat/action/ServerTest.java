package dev.tagboat.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that has no git credential, and tells a server. */
class ServerTest {
  private static final String DIGEST = "sha256:" + "a1".repeat(32);
  private final WireMockServer web =
      new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
  private final Job job;

  ServerTest(@TempDir Path directory) {
    web.start();
    web.stubFor(get(urlPathEqualTo("/token")).willReturn(okJson("{\"value\":\"ey.jwt\"}")));
    answers(202, "{\"accepted\":1,\"duplicate\":0,\"ignored\":0,\"unreadable\":0}");
    job =
        new Job(directory, web.baseUrl())
            .set("ACTIONS_ID_TOKEN_REQUEST_URL", web.baseUrl() + "/token?api-version=2")
            .set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "runner")
            .with(Input.SERVER_URL, web.baseUrl() + "/hooks/ci")
            .with(Input.DIGEST, DIGEST)
            .with(Input.IMAGES, "ghcr.io/acme/app:1.4.2");
  }

  @AfterEach
  void stop() {
    web.stop();
  }

  private void answers(int status, String body) {
    web.stubFor(
        post(urlPathEqualTo("/hooks/ci"))
            .willReturn(aResponse().withStatus(status).withBody(body)));
  }

  @Test
  void itSendsTheSimpleFormWithAnIdTokenMadeForThatServer() {
    Job.Ended ended = job.run();

    assertThat(ended.code()).as(ended.log()).isZero();
    web.verify(
        getRequestedFor(urlPathEqualTo("/token"))
            .withQueryParam("audience", equalTo(web.baseUrl()))
            .withQueryParam("api-version", equalTo("2"))
            .withHeader("Authorization", equalTo("Bearer runner")));
    web.verify(
        1,
        postRequestedFor(urlPathEqualTo("/hooks/ci"))
            .withHeader("Authorization", equalTo("Bearer ey.jwt"))
            .withRequestBody(
                equalToJson(
                    "{\"images\":[{\"image\":\"ghcr.io/acme/app:1.4.2\",\"digest\":\""
                        + DIGEST
                        + "\",\"pusher\":\"ann\"}]}")));
    assertThat(ended.lines()).contains("::add-mask::ey.jwt");
    assertThat(ended.log()).contains("::notice title=Tagboat::Of 1 images the server took 1");
    assertThat(ended.output(Output.CHANGED)).isEqualTo("false");
    assertThat(ended.summary()).contains("the server took 1");
  }

  @Test
  void anAudienceMayBeNamed() {
    job.with(Input.SERVER_AUDIENCE, "tagboat").run();

    web.verify(
        getRequestedFor(urlPathEqualTo("/token")).withQueryParam("audience", equalTo("tagboat")));
  }

  @Test
  void whatTheHookDoesNotTakeIsAWarning() {
    answers(202, "{\"accepted\":0,\"duplicate\":0,\"ignored\":1,\"unreadable\":0}");

    Job.Ended ended = job.run();

    assertThat(ended.code()).isZero();
    assertThat(ended.log()).contains("::warning title=Tagboat::", "ignored 1");
  }

  @Test
  void aRefusalFailsWithItsReason() {
    answers(401, "{\"error\":\"who?\"}");
    assertThat(job.run().log()).contains("::error title=Tagboat::", "audience", "who?");

    answers(404, "");
    Job.Ended ended = job.run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.log()).contains("no such hook");
  }

  @Test
  void troubleThatPassesGetsAnotherTry() {
    web.stubFor(
        post(urlPathEqualTo("/hooks/ci"))
            .inScenario("trouble")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("over"));

    assertThat(job.run().code()).isZero();
    web.verify(2, postRequestedFor(urlPathEqualTo("/hooks/ci")));
  }

  @Test
  void aJobWithoutThePermissionIsToldSo() {
    assertThat(job.set("ACTIONS_ID_TOKEN_REQUEST_URL", "").run().log())
        .contains("::error title=Tagboat::", "id-token: write");
  }

  @Test
  void aTokenIsNeverSentInTheOpenOrElsewhere() {
    assertThat(job.with(Input.SERVER_URL, "http://tagboat.acme.example/hooks/ci").run().log())
        .contains("must begin with https");
    assertThat(job.with(Input.SERVER_URL, web.baseUrl() + "/").run().log())
        .contains("must be the URL of a hook");
    web.verify(0, getRequestedFor(urlPathEqualTo("/token")));
  }

  @Test
  void inputsThatTheServerWouldNotSeeAreRefused() {
    Job.Ended ended = job.with(Input.TITLE, "x").with(Input.LABELS, "y").run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.log()).contains("leave out title, labels.");
  }

  @Test
  void aDryRunSendsNothing() {
    Job.Ended ended = job.with(Input.DRY_RUN, "true").run();

    assertThat(ended.log()).contains("ghcr.io/acme/app:1.4.2");
    web.verify(0, postRequestedFor(urlPathEqualTo("/hooks/ci")));
  }
}
