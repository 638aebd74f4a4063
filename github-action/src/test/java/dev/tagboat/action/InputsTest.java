package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InputsTest {
  /** Of every command, and what the Action itself decides. */
  private static final Set<String> ASIDE = Set.of("--output", "--debug", "--help");

  /** Every option of propose, from its own help. */
  private static Set<String> options() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] help = {"propose", "--help"};
    int code =
        dev.tagboat.bot.cli.Main.run(
            help, InputStream.nullInputStream(), out, out, Map.of("COLUMNS", "200"));
    assertThat(code).isZero();
    Matcher matcher =
        Pattern.compile("(?m)^\\s*(?:-\\w, )?(--[a-z-]+)")
            .matcher(out.toString(StandardCharsets.UTF_8));
    Set<String> options = new TreeSet<>();
    while (matcher.find()) {
      options.add(matcher.group(1));
    }
    options.removeAll(ASIDE);
    return options;
  }

  @Test
  void everyOptionOfTheCommandIsAnInput() {
    Set<String> ours =
        Arrays.stream(Input.values())
            .map(Input::option)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ours).isEqualTo(options());
  }

  @Test
  void theRunnersNameAndOurActionsNameAreBothRead() {
    assertThat(new Inputs(Map.of("INPUT_TEAM-REVIEWERS", "a, b\nc")).list(Input.TEAM_REVIEWERS))
        .containsExactly("a", "b", "c");
    assertThat(new Inputs(Map.of("INPUT_TEAM_REVIEWERS", "a")).list(Input.TEAM_REVIEWERS))
        .containsExactly("a");
  }

  @Test
  void anEmptyTextIsOneThatIsNotGiven() {
    assertThat(new Inputs(Map.of("INPUT_TITLE", " \n")).text(Input.TITLE)).isEmpty();
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertThat(new Inputs(Map.of("INPUT_DRY-RUN", "True")).flag(Input.DRY_RUN)).isTrue();
    assertThat(new Inputs(Map.of()).flag(Input.DRY_RUN)).isFalse();
    assertThatThrownBy(() -> new Inputs(Map.of("INPUT_DRY-RUN", "yes")).flag(Input.DRY_RUN))
        .hasMessage("The input dry-run must be true or false.");
  }

  @Test
  void anInputCannotBecomeAnotherOption() {
    Arguments arguments =
        Arguments.of(
            new Inputs(
                Map.of(
                    "INPUT_IMAGES", "ghcr.io/acme/app:1",
                    "INPUT_CONFIG_REPOSITORY", "acme/config",
                    "INPUT_TOKEN", "t",
                    "INPUT_TITLE", "--skip-registry",
                    "INPUT_LABELS", "--dry-run")));

    assertThat(arguments.words())
        .contains("--title=--skip-registry", "--label=--dry-run")
        .doesNotContain("--skip-registry", "--dry-run");
    assertThat(arguments.words().subList(arguments.words().size() - 2, arguments.words().size()))
        .containsExactly("--", "ghcr.io/acme/app:1");
  }

  // In a container that somebody starts by hand there is nothing of the job's environment.
  @Test
  void ofNothingTheImagesAreAskedForFirst() {
    assertThatThrownBy(() -> Arguments.of(new Inputs(Map.of())))
        .isInstanceOf(Stop.class)
        .hasMessageContaining("The input images is missing");
  }

  @Test
  void theTokenOfThisServerIsNotForTheApiOfAnother() {
    Map<String, String> env =
        Arguments.of(
                new Inputs(
                    Map.of(
                        "INPUT_IMAGES", "ghcr.io/acme/app:1",
                        "INPUT_CONFIG_REPOSITORY", "https://ghe.acme.example/acme/config.git",
                        "INPUT_TOKEN", "t",
                        "GITHUB_API_URL", "https://api.github.com")))
            .env();

    assertThat(env).doesNotContainKey("GITHUB_API_URL").containsEntry("GITHUB_TOKEN", "t");
    assertThat(env.keySet()).noneMatch(name -> name.startsWith("INPUT_"));
  }
}
