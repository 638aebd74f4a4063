package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said of images, on a real API server with its controllers, but without any node. */
@NeedsApiServer
final class RolloutTest extends EndToEndBase {
  private void deploy(int replicas) throws IOException {
    repo.put(
            "prod/web.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: "
                + namespace
                + " }\nspec:\n  replicas: "
                + replicas
                + "\n  selector: { matchLabels: { app: web } }\n"
                + "  template:\n    metadata: { labels: { app: web } }\n    spec:\n"
                + "      containers: [{ name: web, image: 'registry.acme.io/acme/web:1.2.3' }]\n")
        .commit();
  }

  @Test
  void tellsWhichImagesRunAndByWhenTheyShould() throws IOException {
    deploy(2);
    Instant before = Instant.now();

    Ran ran = run("once");

    JsonNode images = ran.out().path("images");
    assertThat(ran.exit()).isZero();
    assertThat(images).hasSize(1);
    assertThat(images.at("/0/image").asText()).isEqualTo("registry.acme.io/acme/web");
    assertThat(images.at("/0/tag").asText()).isEqualTo("1.2.3");
    assertThat(images.at("/0/object").asText()).isEqualTo("apps/Deployment/" + namespace + "/web");
    assertThat(images.at("/0/ready").asText()).isEqualTo("0/2");
    assertThat(images.at("/0/state").asText()).isEqualTo("in_progress");
    assertThat(images.at("/0/reason").asText()).isNotEmpty();
    assertThat(Instant.parse(images.at("/0/deadline").asText()))
        .isAfterOrEqualTo(before.plusSeconds(19));
  }

  @Test
  void waitsUntilTheDeadlineAndFails() throws IOException {
    configure("2s", "");
    deploy(1);

    Ran ran = run("once", "--wait");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.actions()).contains("created apps/Deployment/" + namespace + "/web");
    assertThat(ran.out().at("/images/0/state").asText()).isEqualTo("failed");
    assertThat(ran.out().at("/images/0/reason").asText()).startsWith("is not ready after 2s: ");
    assertThat(ran.out().at("/images/0/deadline").isNull()).isTrue();
  }

  @Test
  void whatIsReadyIsWaitedForAndToldToBeSo() throws IOException {
    deploy(0);

    Ran ran = run("once", "--wait");

    assertThat(ran.exit()).isZero();
    assertThat(ran.actions()).contains("created apps/Deployment/" + namespace + "/web");
    assertThat(ran.out().at("/images/0/state").asText()).isEqualTo("current");
    assertThat(ran.out().at("/images/0/ready").asText()).isEqualTo("0/0");
  }

  @Test
  void aJobIsWaitedForUntilTheTimeIsOver() throws IOException {
    configure("2s", "");
    String job =
        "apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate, namespace: "
            + namespace
            + " }\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n"
            + "      containers: [{ name: m, image: 'registry.acme.io/acme/migrate:1' }]\n";
    repo.put("prod/job.yaml", job).commit();

    Ran waited = run("once", "--wait");

    assertThat(waited.exit()).isEqualTo(1);
    assertThat(waited.out().at("/images/0/state").asText())
        .as("%s", waited.out())
        .isEqualTo("in_progress");
    assertThat(waited.out().at("/images/0/reason").asText()).isEqualTo("is not complete yet");
    assertThat(run("once").exit()).isZero();
  }

  // The server quotes all of a Job that it refuses, and says only then that it cannot be changed.
  @Test
  void aJobIsMadeAnewWhenAsked() throws IOException {
    String job =
        "apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate, namespace: "
            + namespace
            + ", annotations: { tagboat.dev/force: %s } }\nspec:\n  template:\n    spec:\n"
            + "      restartPolicy: Never\n"
            + "      containers: [{ name: m, image: 'registry.acme.io/acme/migrate:%s' }]\n";
    repo.put("prod/job.yaml", job.formatted("disabled", 1)).commit();
    run("once");

    repo.put("prod/job.yaml", job.formatted("disabled", 2)).commit();
    Ran refused = run("once");
    repo.put("prod/job.yaml", job.formatted("enabled", 2)).commit();
    Ran made = run("once");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out().toString()).contains("field is immutable", "tagboat.dev/force");
    assertThat(made.exit()).isZero();
    assertThat(made.out().at("/images/0/tag").asText()).isEqualTo("2");
  }

  @Test
  void whatWasSeenLastIsToldAlsoWhenALaterLookSeesNothing() throws Exception {
    configure("5s", "");
    deploy(1);
    Ran[] ran = new Ran[1];
    Thread waiting =
        new Thread(
            () -> {
              try {
                ran[0] = run("once", "--wait");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    waiting.start();
    ApiServer.shared().awaitObject("/apis/apps/v1/namespaces/" + namespace + "/deployments/web");

    repo.deleteBranch();
    waiting.join();

    assertThat(ran[0].exit()).isEqualTo(1);
    assertThat(ran[0].actions()).contains("created apps/Deployment/" + namespace + "/web");
    assertThat(ran[0].out().at("/images/0/tag").asText()).isEqualTo("1.2.3");
    assertThat(ran[0].out().path("problems").toString()).contains("has no branch main");
  }
}
