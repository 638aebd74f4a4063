package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is too large to be read may hold the image: each run must say so, not the first. */
final class LargeFileTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: ghcr.io/acme/app:1.0.0
      """;

  @TempDir Path dir;

  @Test
  void isNamedEachTime() {
    try (ConfigRepoFixture repo = ConfigRepoFixture.start(dir)) {
      repo.commit(
          "main", Map.of("pod.yaml", POD, "big/values.yaml", "#".repeat(5 * 1024 * 1024 + 1)));
      BumpRun run = repo.run();
      for (String tag : List.of("1.1.0", "1.2.0")) {
        Outcome outcome = run.propose(repo.target(), batch(tag), Progress.NONE).get(0);
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        assertThat(((Outcome.Proposed) outcome).warnings())
            .anyMatch(warning -> warning.contains("big/values.yaml: larger than 5 MiB"));
      }
    }
  }

  private static List<Candidate> batch(String tag) {
    ImageReference image = ImageReference.parse("ghcr.io/acme/app:" + tag).orElseThrow();
    ImagePush push = ImagePush.of(image.name(), Objects.requireNonNull(image.tag()), null);
    return List.of(new Candidate(tag, push, null));
  }
}
