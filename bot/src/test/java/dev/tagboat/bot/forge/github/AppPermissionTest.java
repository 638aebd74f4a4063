package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The App asks for what the code says it needs, and for no more. */
final class AppPermissionTest {
  private static final Pattern NEED =
      Pattern.compile(
          "\"(metadata|contents|pull requests|commit statuses|deployments|[a-z ]+): (read|write)\"");

  // Each call names what it needs, to tell a person whose token has it not.
  private static Map<String, String> needs() throws IOException {
    Map<String, String> needs = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/tagboat/bot/forge/github"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Matcher need = NEED.matcher(Files.readString(file));
        while (need.find()) {
          String key = need.group(1).replace("commit ", "").replace(' ', '_');
          needs.merge(key, need.group(2), (a, b) -> a.equals("write") ? a : b);
        }
      }
    }
    return needs;
  }

  @Test
  void isWhatTheCallsNeed() throws IOException {
    assertThat(AppPermission.asked(false)).containsExactlyInAnyOrderEntriesOf(needs());
  }

  @Test
  void eventsNeedNoMoreThanToReadIssues() {
    Map<String, String> more = new TreeMap<>(AppPermission.asked(true));
    more.keySet().removeAll(AppPermission.asked(false).keySet());

    assertThat(more).containsExactly(Map.entry("issues", "read"));
  }
}
