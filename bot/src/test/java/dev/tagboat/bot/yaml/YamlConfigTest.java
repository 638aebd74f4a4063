package dev.tagboat.bot.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tagboat.bot.fault.UserFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class YamlConfigTest {
  enum Forge {
    GIT_HUB,
    GIT
  }

  record Repo(@JsonProperty(required = true) String url, @Nullable Forge forge) {
    Repo {
      if (url.startsWith("ftp:")) {
        throw new IllegalArgumentException("ftp is not spoken here");
      }
    }
  }

  record Root(@Nullable String passwordFile, int port, boolean draft, List<Repo> repos) {
    Root {
      repos = repos == null ? List.of() : List.copyOf(repos);
    }
  }

  private static Root read(String text) {
    return YamlConfig.read(text.getBytes(StandardCharsets.UTF_8), "c.yaml", Root.class);
  }

  private static String problems(String text) {
    try {
      throw new AssertionError("was read as " + read(text));
    } catch (UserFault e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void bindsKebabCaseKeysListsAndEnums() {
    Root root =
        read(
            """
            password-file: /run/x
            port: 8080
            repos:
              - {url: https://x, forge: git-hub}
            """);

    assertThat(root)
        .isEqualTo(new Root("/run/x", 8080, false, List.of(new Repo("https://x", Forge.GIT_HUB))));
  }

  @Test
  void emptyFilesAreAllDefaults() {
    Root defaults = new Root(null, 0, false, List.of());

    assertThat(read("")).isEqualTo(defaults);
    assertThat(read("# only a comment\n")).isEqualTo(defaults);
    assertThat(read("---\n")).isEqualTo(defaults);
    assertThat(read("{}")).isEqualTo(defaults);
  }

  @Test
  void textFieldsGetTheCharactersOfTheFile() {
    for (String text : List.of("1.10", "0755", "yes", "1e3", "true", "1_000", "12345", "-0")) {
      assertThat(read("password-file: " + text + "\n").passwordFile()).isEqualTo(text);
    }
  }

  @Test
  void ambiguousNumbersAreRefused() {
    for (String text : List.of("0755", "1e3", "1_000", "\"80\"", "8.0", "yes", "[1]", "0x50")) {
      assertThat(problems("port: " + text + "\n")).isEqualTo("c.yaml:1:7: expected a whole number");
    }
    assertThat(problems("draft: yes\n")).isEqualTo("c.yaml:1:8: expected true or false");
  }

  @Test
  void unknownKeysAreNamedWithTheirPlaceAndANearMiss() {
    assertThat(problems("\npasword-file: x\n"))
        .isEqualTo("c.yaml:2:1: unknown key 'pasword-file'; did you mean 'password-file'?");
    assertThat(problems("zzz: x\n"))
        .isEqualTo("c.yaml:1:1: unknown key 'zzz'; known keys: draft, password-file, port, repos");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(
            problems(
                """
                prt: 1
                port: x
                draft: 1
                repos:
                  - url: ftp://x
                """))
        .isEqualTo(
            """
            c.yaml:1:1: unknown key 'prt'; did you mean 'port'?
            c.yaml:2:7: expected a whole number
            c.yaml:3:8: expected true or false
            c.yaml:5:5: ftp is not spoken here""");
  }

  @Test
  void missingAndEmptyKeysAreReportedAtTheirRecord() {
    assertThat(problems("repos:\n  - forge: git\n"))
        .isEqualTo("c.yaml:2:5: the key 'url' is missing");
    assertThat(problems("repos:\n  - url:\n"))
        .isEqualTo("c.yaml:2:9: there is no value here: give one, or take the key out");
  }

  @Test
  void wrongEnumConstantsListTheChoices() {
    assertThat(problems("repos:\n  - {url: x, forge: hub}\n"))
        .isEqualTo("c.yaml:2:21: must be one of: git-hub, git");
  }

  @Test
  void repeatedKeysAreRefused() {
    assertThat(problems("port: 1\nport: 2\n"))
        .isEqualTo("c.yaml:2:1: the key 'port' stands here twice");
  }

  @Test
  void whatCanBeReadComesWithItsPlaces() {
    YamlConfig.Reading<Root> reading =
        YamlConfig.readParts(
            """
            port: x
            draft: true
            repos: [{ulr: a}, {url: b}]
            """
                .getBytes(StandardCharsets.UTF_8),
            Root.class);

    assertThat(reading.value()).isEqualTo(new Root(null, 0, true, List.of(new Repo("b", null))));
    assertThat(reading.problems())
        .containsExactly(
            new Problem(new Position(1, 7), "expected a whole number"),
            new Problem(new Position(3, 9), "the key 'url' is missing"),
            new Problem(new Position(3, 10), "unknown key 'ulr'; did you mean 'url'?"));
    assertThat(reading.places().of("repos[0].url")).contains(new Position(3, 25));
    assertThat(reading.places().nearest("repos[0].forge")).isEqualTo(new Position(3, 19));
    assertThat(reading.places().of("port")).isEmpty();
    assertThat(reading.places().nearest("port")).isEqualTo(new Position(1, 1));
  }

  @Test
  void brokenYamlSecondDocumentsAndWrongRootsAreRefused() {
    assertThat(problems("port: [1\n")).startsWith("c.yaml:2:1: ");
    assertThat(problems("port: 1\n---\nport: 2\n"))
        .isEqualTo("c.yaml:3:1: a second document; there must be only one");
    assertThat(problems("- a\n")).isEqualTo("c.yaml:1:1: expected keys and values");
  }

  @Test
  void aWrongValueIsNeverQuoted() {
    assertThat(problems("port: s3cret\n")).doesNotContain("s3cret");
    assertThat(problems("port: {a: s3cret}\n")).doesNotContain("s3cret");
  }

  @Test
  void messagesStayOnOneLineWhateverTheKeysHold() {
    assertThat(problems("\"a\\nb\\e[31m\\u202e\": 1\n"))
        .startsWith("c.yaml:1:1: unknown key 'a?b?[31m?'; ");
    assertThat(problems("k" + "x".repeat(5000) + ": 1\n")).hasSizeLessThan(500);
  }

  @Test
  void textIsSubstitutedBeforeItsTypeIsLookedAt() {
    Root root =
        YamlConfig.read(
            "port: ${PORT}\npassword-file: ${PORT}\n".getBytes(StandardCharsets.UTF_8),
            "c.yaml",
            Root.class,
            text -> text.replace("${PORT}", "80"));

    assertThat(root.port()).isEqualTo(80);
    assertThat(root.passwordFile()).isEqualTo("80");
  }

  @Test
  void aFailedSubstitutionIsReportedAtItsPlace() {
    assertThatThrownBy(
            () ->
                YamlConfig.read(
                    "port: ${PORT}\n".getBytes(StandardCharsets.UTF_8),
                    "c.yaml",
                    Root.class,
                    text -> {
                      throw new IllegalArgumentException("PORT is not set");
                    }))
        .isInstanceOf(UserFault.class)
        .hasMessage("c.yaml:1:7: PORT is not set");
  }
}
