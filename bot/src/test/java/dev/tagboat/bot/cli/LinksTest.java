package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a document points to is there, and its tables are tables to GitHub, too. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  // In code nothing is a link, and a bar in a table needs its backslash all the same.
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

  static Stream<Path> documents() {
    return Stream.concat(Documents.files().stream(), Stream.of(Path.of("../CHANGELOG.md")));
  }

  private static String prose(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?ms)^```.*?^```$", "");
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path file) throws IOException {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading : HEADING.matcher(prose(file)).results().toList()) {
      String bare = heading.group(1).strip().toLowerCase(Locale.ROOT);
      anchors.add(bare.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path file) throws IOException {
    List<String> broken = new ArrayList<>();
    String text = CODE.matcher(prose(file)).replaceAll("code");
    for (MatchResult link : LINK.matcher(text).results().toList()) {
      String target = link.group(1);
      if (target.matches("https?://.*")) {
        continue;
      }
      String[] parts = target.split("#", 2);
      Path there = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
      boolean good =
          Files.exists(there) && (parts.length == 1 || anchors(there).contains(parts[1]));
      if (!good) {
        broken.add(target);
      }
    }

    assertThat(broken).isEmpty();
  }

  private static long cells(String row) {
    return row.replace("\\|", "").chars().filter(c -> c == '|').count();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyTableIsOne(Path file) throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = prose(file).lines().toList();
    String head = "";
    for (String line : lines) {
      if (head.isEmpty()) {
        head = line.startsWith("|") ? line : "";
      } else if (line.isBlank()) {
        head = "";
      } else if (!line.startsWith("|") || cells(line) != cells(head)) {
        // GitHub takes it for a row, and drops what is too much of it.
        wrong.add(line);
      }
    }

    assertThat(wrong).isEmpty();
  }
}
