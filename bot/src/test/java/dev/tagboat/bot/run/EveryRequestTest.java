package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.git.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every request that the code of the GitHub client can make of a repository is made in some scene,
 * where it is held to GitHub's own description. The requests are read from the code, so that a new
 * one cannot be forgotten.
 */
final class EveryRequestTest {
  private static final Path CLIENT = Path.of("src/main/java/dev/tagboat/bot/forge/github");
  private static final String REPO = "/repos/acme/config/";
  private static final Pattern CALL = Pattern.compile("endpoint\\s*\\.(get|list|send)\\(");

  @TempDir Path dir;

  /** A call as it is written, and what its requests look like. */
  private record Call(String where, Pattern requests) {
    static Call of(String where, String kind, List<String> arguments) {
      boolean sends = kind.equals("send");
      String method = sends ? arguments.get(0).replace("\"", "") : "GET";
      List<String> path =
          switch (kind) {
            case "get" -> arguments;
            case "list" -> arguments.subList(0, 1);
            default -> arguments.subList(1, 2);
          };
      String form = String.join("/", path.stream().map(Call::form).toList());
      assertThat(form).as("%s: what it asks for stands in the call itself", where).contains("\\Q");
      return new Call(where, Pattern.compile(method + " " + REPO + form));
    }

    private static String form(String expression) {
      StringBuilder form = new StringBuilder();
      for (String part : split(expression, '+')) {
        form.append(
            part.startsWith("\"") ? Pattern.quote(part.substring(1, part.length() - 1)) : "[^ ]+");
      }
      return form.toString();
    }

    boolean isIn(Set<String> seen) {
      return seen.stream().anyMatch(one -> requests.matcher(one).matches());
    }
  }

  /** At the top, not inside of brackets or texts. */
  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == at && depth == 0 && !quoted) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  private static List<Call> calls() throws IOException {
    List<Call> calls = new ArrayList<>();
    try (Stream<Path> files = Files.list(CLIENT)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String code = Files.readString(file);
        Matcher call = CALL.matcher(code);
        while (call.find()) {
          String arguments = arguments(code, call.end());
          calls.add(
              Call.of(
                  file.getFileName() + ": " + call.group(1) + "(" + arguments + ")",
                  call.group(1),
                  split(arguments, ',')));
        }
      }
    }
    return calls;
  }

  private static String arguments(String code, int from) {
    int depth = 1;
    int i = from;
    for (; depth > 0; i++) {
      depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
    }
    return code.substring(from, i - 1);
  }

  // No place that runs an image is in such a file.
  private static void bytes(ConfigRepoFixture repo) {
    CommitId base = new CommitId(repo.commit("main", Map.of("y", "y")));
    Commits commits = repo.target(CommitMode.API).forge().commits("main").orElseThrow();
    Commits.File file = new Commits.File("y", false, new byte[] {'a', (byte) 0xe4});
    assertThat(commits.put("tagboat/x", base, List.of(file), "m", null)).isPresent();
  }

  @Test
  void everyRequestIsHeldToTheContractInSomeScene() throws IOException {
    Set<String> seen = new TreeSet<>();
    int number = 0;
    for (Scene scene : Scene.ALL) {
      MannersTestBase.Hands clock =
          new MannersTestBase.Hands(Instant.parse("2026-11-26T12:00:00Z"));
      try (ConfigRepoFixture repo = ConfigRepoFixture.start(dir.resolve("" + ++number), clock)) {
        scene.prepare(repo);
        List<Outcome> unused = scene.run(repo, Effects.calm());
        repo.assertContract();
        seen.addAll(repo.asked());
      }
    }

    try (ConfigRepoFixture repo = ConfigRepoFixture.start(dir.resolve("bytes"))) {
      bytes(repo);
      repo.assertContract();
      seen.addAll(repo.asked());
    }

    List<Call> calls = calls();
    assertThat(calls).hasSizeGreaterThan(25);
    assertThat(calls.stream().filter(call -> !call.isIn(seen)).map(Call::where).distinct())
        .as("requests that no scene makes")
        .isEmpty();
  }
}
