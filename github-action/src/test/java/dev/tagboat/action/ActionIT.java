package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The packaged jar, by the composite action's own lines. */
@NeedsProgram("bash")
class ActionIT {
  @TempDir Path directory;

  /** What stands behind {@code run:} in {@code action.yml}. */
  private static String lines() throws IOException {
    Object action =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(Path.of("action.yml")));
    JsonNode step = new ObjectMapper().valueToTree(action).at("/runs/steps/0");
    assertThat(step.path("shell").asText()).isEqualTo("bash");
    return step.path("run").asText();
  }

  // As the runner starts a step with shell: bash.
  private Job.Ended run(Job job) throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("step.sh"), lines());
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script.toString())
            .redirectErrorStream(true);
    builder.environment().putAll(job.env());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put("GITHUB_ACTION_PATH", Path.of("").toAbsolutePath().toString().replace('/', '\\'));
    Process process = builder.start();
    process.getOutputStream().close();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return job.ended(process.waitFor(), log);
  }

  @Test
  void opensAPullRequest() throws IOException, InterruptedException {
    try (ConfigRepoFixture repo = ConfigRepoFixture.start(directory)) {
      repo.commit("main", Map.of("values.yaml", "image: ghcr.io/acme/app:1.4.1\n"));
      String clone = repo.cloneUrl().toString();
      Job job =
          new Job(directory.resolve("job"), clone.substring(0, clone.indexOf("/acme/")))
              .with(Input.IMAGES, "ghcr.io/acme/app:1.4.2")
              .with(Input.CONFIG_REPOSITORY, "acme/config")
              .with(Input.TOKEN, ConfigRepoFixture.TOKEN)
              .with(Input.SKIP_REGISTRY, "true")
              .with(Input.TITLE, "$(touch /tmp/evil) `id` ${HOME} \"'\n");

      Job.Ended ended = run(job);

      assertThat(ended.code()).as(ended.log()).isZero();
      assertThat(ended.output(Output.PULL_REQUEST_NUMBER)).isEqualTo("1");
      assertThat(ended.summary()).contains("values.yaml");
      assertThat(repo.pullRequests().get(0).title())
          .isEqualTo("$(touch /tmp/evil) `id` ${HOME} \"'");
      assertThat(repo.read(repo.pullRequests().get(0).head(), "values.yaml"))
          .isEqualTo("image: ghcr.io/acme/app:1.4.2\n");
    }
  }

  @Test
  void aMissingInputFailsTheStep() throws IOException, InterruptedException {
    Job.Ended ended = run(new Job(directory.resolve("job"), "https://github.com"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.log()).contains("::error title=Tagboat::The input images is missing");
  }
}
