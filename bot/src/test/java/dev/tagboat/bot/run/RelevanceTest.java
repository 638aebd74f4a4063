package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tags of a list a config repo would take. */
final class RelevanceTest {
  private static final ImageName APP = ImageName.parse("ghcr.io/acme/app").orElseThrow();

  @TempDir Path dir;
  private ConfigRepoFixture repo;

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(dir);
  }

  @AfterEach
  void stop() {
    repo.close();
  }

  private static String pod(String version, String comment) {
    return """
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: ghcr.io/acme/app%s # %s
        """
        .formatted(version, comment);
  }

  private void holds(String... files) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < files.length; i++) {
      all.put("pod" + i + ".yaml", files[i]);
    }
    repo.commit("main", all);
  }

  private Set<Tag> relevant(String... tags) {
    return repo.run().relevant(repo.target(), APP, Stream.of(tags).map(Tag::new).toList());
  }

  private static Tag[] tags(String... tags) {
    return Stream.of(tags).map(Tag::new).toArray(Tag[]::new);
  }

  @Test
  void eachPlacesBestByItsOwnRule() {
    holds(
        pod(":1.4.0", "tagboat: semver ^1.4"),
        pod(":1.4.0", "tagboat: semver ~1.4"),
        pod(":1.4.0-alpine", "auto"));

    assertThat(relevant("1.3.9", "1.4.0", "1.4.7", "1.9.0", "2.0.0", "1.5.0-alpine", "latest"))
        .containsExactlyInAnyOrder(tags("1.9.0", "1.4.7", "1.5.0-alpine"));
  }

  @Test
  void whatIsThereMattersOnlyWhereItsDigestIsFollowed() {
    String digest = "@sha256:" + "a".repeat(64);
    holds(pod(":1.4.0", "auto"), pod(":stable" + digest, "tagboat: digest"));

    assertThat(relevant("1.4.0", "stable")).containsExactly(tags("stable"));
  }

  @Test
  void nothingMattersToARepoThatDoesNotRunTheImage() {
    holds("kind: ConfigMap\n");

    assertThat(relevant("1.4.0", "latest")).isEmpty();
  }

  @Test
  void theBestOfTenThousandIsFoundWhereverItStands() {
    holds(pod(":1.0.0", "auto"));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add("1." + ((i * 7919) % 10_000) + ".0");
    }

    assertThat(relevant(many.toArray(String[]::new))).containsExactly(tags("1.9999.0"));
  }
}
