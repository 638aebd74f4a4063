package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.PolicyCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --policy semver 1.2.3 1.10.0 1.9.9                          | 1.10.0
          --policy semver --range ^1 1.2.3 2.0.0 1.9.0-rc1            | 1.2.3
          --policy semver --range >=1.0.0-0 1.2.3 1.9.0-rc1           | 1.9.0-rc1
          --policy numeric 9 10 8                                     | 10
          --policy numeric --order desc 9 10 11                       | 9
          --policy alphabetical focal jammy bionic                    | jammy
          --policy alphabetical --allow ^[bf] focal jammy bionic      | focal
          --policy semver --ignore alpine$ 1.2.3-alpine 1.2.2         | 1.2.2
          --policy exact --range 1.5 1.4 1.5 1.6                      | 1.5
          --policy auto --current 1.4.1 1.4.2 1.4.2-alpine 1.5        | 1.4.2
          --policy semver --current 1.4.1 1.4.0 1.4.1 1.4.3 1.4.2     | 1.4.3
          --policy semver --prerelease 1.2.3 1.3.0-rc1                | 1.3.0-rc1
          --policy calver --range YYYY.0M 2024.02 2024.11 2024.3      | 2024.11
          --policy calver --current 24.04 24.10 24.04.1 latest        | 24.10
          --policy numeric --extract ^b([0-9]+)$ b9 b10 x11           | b10
          --policy numeric --allow ^b(.+)$ --extract $1 b9 b10 x11    | b10
          """)
  void picksOne(String words, String expected) {
    Cli run = Cli.run(("select " + words).split(" ", -1));

    assertThat(run).isEqualTo(new Cli(0, expected + "\n", ""));
  }

  @Test
  void noneIsExitCodeThreeWithTheReason() {
    Cli run = Cli.run("select", "--policy", "semver", "--current", "1.5.0", "1.4.0", "1.3.0", "x");

    assertThat(run)
        .isEqualTo(
            new Cli(
                3,
                "",
                "None: 1.4.0 is older than 1.5.0 (and 1 more such); x cannot be read as a semantic"
                    + " version.\n"));
  }

  @Test
  void readsTagsFromStandardInput() {
    Cli run = Cli.run(Map.of(), "1.0.0\n 1.1.0 \n\n", "select", "--policy", "semver", "-o", "json");

    assertThat(run)
        .isEqualTo(new Cli(0, "{\"tag\":\"1.1.0\",\"reason\":\"1.1.0 is in the range *\"}\n", ""));
  }

  @Test
  void whatCannotBePrintedIsBadInput() {
    assertThat(Cli.run("select", "--policy", "semver", "a\u0007b").err())
        .isEqualTo(
            "tagboat: \"a\\u0007b\" is no tag: not printable, or longer than 256 characters.\n");
    assertThat(Cli.run("select", "--policy", "semver", "1".repeat(257)).code()).isEqualTo(2);
  }

  @Test
  void textsThatNoRegistryTakesAreJudgedAllTheSame() {
    String questions =
        """
        {"policy":"numeric","tags":["-62","-88","73","72","15","16","15","29","-33","-91"]}
        {"policy":"numeric","order":"desc","tags":["5","-8","-78","25","70","-4","80","92","-20"]}
        {"policy":"numeric","order":"desc","tags":["-65.27202780220686","57.8","-90.29082099756083"]}
        {"policy":"numeric","order":"","tags":["-2","-1"]}
        {"policy":"semver","range":"^1","tags":["1.2.3","1.2.4+build.5","2.0.0+x"]}
        {"policy":"alphabetical","order":"desc","tags":["b","a b","+c"]}
        {"policy":"numeric","current":"-5","tags":["-9","-3"]}
        {"policy":"semver","tags":["1.0.0","\\n1.2.0","","1.1.0\\u202e"]}
        """;

    Cli run = Cli.run(Map.of(), questions, "select", "--batch");

    assertThat(run.out().lines().map(line -> line.replaceAll(",\"reason.*", "")))
        .containsExactly(
            "{\"tag\":\"73\"",
            "{\"tag\":\"-78\"",
            "{\"tag\":\"-90.29082099756083\"",
            "{\"tag\":\"-1\"",
            "{\"tag\":\"1.2.4+build.5\"",
            "{\"tag\":\"+c\"",
            "{\"tag\":\"-3\"",
            "{\"tag\":\"1.0.0\"");
    assertThat(Cli.run("select", "--policy", "numeric", "--", "-9", "-3").out()).isEqualTo("-3\n");
  }

  @Test
  void oneNonNumberMakesNumericPickNothingAsInFlux() {
    String questions =
        """
        {"policy":"numeric","tags":["0","1a","b"]}
        {"policy":"numeric","ignore":"[a-z]","tags":["0","1a","b"]}
        {"policy":"numeric","allow":"^n(.+)$","extract":"$1","tags":["n1","n2x","b"]}
        {"policy":"numeric","allow":"^n(\\\\d+)$","extract":"$1","tags":["n1","n2x","b"]}
        """;

    Cli run = Cli.run(Map.of(), questions, "select", "--batch");

    assertThat(run.out().lines())
        .containsExactly(
            "{\"tag\":null,\"reason\":\"1a is not a number, so nothing is picked, as in Flux: leave"
                + " such tags out by allow or ignore\"}",
            "{\"tag\":\"0\",\"reason\":\"0 is a number\"}",
            "{\"tag\":null,\"reason\":\"n2x (2x) is not a number, so nothing is picked, as in Flux:"
                + " leave such tags out by allow or ignore\"}",
            "{\"tag\":\"n1\",\"reason\":\"n1 (1) is a number\"}");
  }

  @Test
  void aBatchHasOneAnswerForEachLine() {
    String questions =
        """
        {"policy":"semver","range":"^1","tags":["1.0.0","1.2.0","2.0.0"]}
        {"policy":"numeric","order":"desc","tags":["10","9"]}
        {"policy":"auto","current":"1.4.1-alpine","tags":["1.4.2","1.4.2-alpine"]}
        {"policy":"semver","current":"1.2.0","tags":["1.2.0"]}
        {"policy":"semver","tags":["not a tag","1.0.0"]}
        {"policy":"semver","range":"nonsense","tags":["1.0.0"]}
        {"policy":"semver","allow":"(","tags":["1.0.0"]}
        {"policy":"auto","order":"desc","tags":["1.0.0"]}
        {"policy":"calver","tags":["1.0.0"]}
        {"tags":["1.0.0"]}
        {"policy":"semver","rage":"^1"}
        nonsense
        """;

    Cli run = Cli.run(Map.of(), questions, "select", "--batch");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsExactly(
            "{\"tag\":\"1.2.0\",\"reason\":\"1.2.0 is in the range ^1\"}",
            "{\"tag\":\"9\",\"reason\":\"9 is a number\"}",
            "{\"tag\":\"1.4.2-alpine\",\"reason\":\"1.4.2-alpine is newer than 1.4.1-alpine\"}",
            "{\"tag\":null,\"reason\":\"there is only 1.2.0\"}",
            "{\"tag\":\"1.0.0\",\"reason\":\"1.0.0 is in the range *\"}",
            "{\"error\":\"range is not a version constraint, such as \\\"^1.4\\\" or"
                + " \\\">=1.2, <2\\\"\"}",
            "{\"error\":\"allow is not a regular expression (RE2 syntax): missing closing )\"}",
            "{\"error\":\"order goes with policy numeric and alphabetical only, not with auto\"}",
            "{\"tag\":null,\"reason\":\"1.0.0 is not a calendar version that needs no layout to be"
                + " seen\"}",
            "{\"error\":\"policy is missing\"}",
            "{\"error\":\"unknown key \\\"rage\\\"\"}",
            "{\"error\":\"not a JSON object with policy, range, allow, ignore, extract, order,"
                + " current, tags, prerelease, minimum-age, created, now\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `  `                                        | not a JSON object
          []                                          | not a JSON object
          {"policy":"semver","tags":["1.0.0"]} {}     | not a JSON object
          {"policy":"semver","policy":"numeric"}      | a key stands there twice
          {"policy":"semver","tags":[1]}              | tags must be strings
          {"policy":"semver","tags":[null]}           | tags must be strings
          {"policy":"semver","tags":"1.0.0"}          | tags must be a list of strings
          {"policy":"semver","range":1,"tags":["1"]}  | range must be a string
          """)
  void whatIsNoQuestionIsAnsweredWithAnError(String line, String why) {
    String good = "{\"policy\":\"numeric\",\"tags\":[\"9\"]}\n";

    Cli run = Cli.run(Map.of(), line + "\n\n" + good, "select", "--batch");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out()).startsWith("{\"error\":\"" + why).contains("{\"tag\":\"9\"");
  }

  @Test
  void imagesAreAsOldAsTheLineSays() {
    String questions =
        """
        {"policy":"newest","tags":["a","b"],"created":{"a":"2024-05-31T10:20:30Z","b":"2024-05-31T10:20:30+02:00"}}
        {"policy":"semver","minimum-age":"3d","tags":["1.0.0","1.1.0"],"created":{"1.0.0":"2024-05-01T00:00:00Z","1.1.0":"2024-05-31T00:00:00Z"},"now":"2024-06-01T00:00:00Z"}
        {"policy":"auto","prerelease":true,"current":"1.0.0","tags":["1.1.0-rc1"]}
        {"policy":"newest","tags":["a"]}
        {"policy":"semver","minimum-age":"3d","tags":["1.0.0"]}
        {"policy":"newest","tags":["a"],"created":{"a":"yesterday"}}
        {"policy":"newest","tags":["a"],"created":[]}
        {"policy":"auto","prerelease":"yes"}
        """;

    Cli run = Cli.run(Map.of(), questions, "select", "--batch");

    assertThat(run.out().lines())
        .containsExactly(
            "{\"tag\":\"a\",\"reason\":\"a was made at 2024-05-31T10:20:30Z\"}",
            "{\"tag\":\"1.0.0\",\"reason\":\"1.0.0 is in the range *\"}",
            "{\"tag\":\"1.1.0-rc1\",\"reason\":\"1.1.0-rc1 is newer than 1.0.0\"}",
            "{\"error\":\"select asks no registry, so it does not know when images were made. Give"
                + " created in a line of --batch\"}",
            "{\"error\":\"select asks no registry, so it does not know when images were made. Give"
                + " created in a line of --batch\"}",
            "{\"error\":\"created must be a time such as 2024-05-31T10:20:30Z, not"
                + " \\\"yesterday\\\"\"}",
            "{\"error\":\"created must be an object of tags and times\"}",
            "{\"error\":\"prerelease must be true or false\"}");
  }

  @Test
  void aBatchAnswersTheTableOfPolicies() throws Exception {
    List<PolicyCase> cases =
        PolicyCase.all().stream()
            .filter(one -> one.tool().equals("tagboat"))
            // Here, and here only, select answers as Flux does.
            .filter(one -> !one.tags().contains(new Tag("64e12345")))
            .toList();
    ObjectMapper json = new ObjectMapper();
    StringBuilder questions = new StringBuilder();
    for (PolicyCase one : cases) {
      Map<String, Object> question = new LinkedHashMap<>(one.settings());
      question.put("current", one.current() == null ? null : one.current().value());
      question.put("tags", one.tags().stream().map(Tag::value).toList());
      questions.append(json.writeValueAsString(question)).append('\n');
    }

    Cli run = Cli.run(Map.of(), questions.toString(), "select", "--batch");

    List<String> answers = run.out().lines().toList();
    assertThat(answers).hasSameSizeAs(cases);
    for (int i = 0; i < cases.size(); i++) {
      JsonNode answer = json.readTree(answers.get(i));
      String expected = cases.get(i).expected();
      String given =
          answer.has("error")
              ? "invalid"
              : answer.get("tag").isNull() ? "null" : answer.get("tag").textValue();
      boolean none = expected.equals("none") || expected.matches("[A-Z_]{4,}");
      assertThat(given).as("%s: %s", cases.get(i), answer).isEqualTo(none ? "null" : expected);
    }
  }
}
