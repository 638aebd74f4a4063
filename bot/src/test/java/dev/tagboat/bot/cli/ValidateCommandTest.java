package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  @TempDir Path dir;

  private Cli validate(String settings, String... more) {
    ConfigRepoDir repo = new ConfigRepoDir(dir).with(".tagboat.yaml", settings);
    return more.length == 0
        ? Cli.run("validate", repo.dir())
        : Cli.run("validate", repo.dir(), "-o", "json");
  }

  @Test
  void aGoodFileIsQuiet() {
    assertThat(validate("version: 1\nimages:\n  - {name: nginx, policy: semver, range: ^1}\n"))
        .isEqualTo(new Cli(0, "", ""));
  }

  @Test
  void noFileIsGoodToo() {
    Cli run = Cli.run("validate", dir.toString());

    assertThat(run.code()).isZero();
    assertThat(run.err()).startsWith("There is no .tagboat.yaml");
  }

  @Test
  void printsTheSchemaAndChecksNothing() {
    Cli run = Cli.run("validate", "/no/such/dir", "--schema");

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("{\n  \"$schema\"").endsWith("}\n");
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    Cli run = validate("scan: {inclde: []}\nimages:\n  - {name: nginx, allow: '('}\n");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replaceAll("(.*?:\\d+:\\d+): .*", "$1")))
        .containsExactly(".tagboat.yaml:1:8", ".tagboat.yaml:3:26");
  }

  @Test
  void oneProblemHidesNoOther() {
    Cli run =
        validate(
            """
            version: 1
            version: 1
            scan:
              exclude:
            images:
              - {nme: nginx}
              - {name: nginx, policy: semver, range: 1..2, verify: {cosign: {key: k.pub}}}
              - {name: redis, policy: exact}
            pull-requests: {max-open: many}
            """);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replace(".tagboat.yaml:", "")))
        .containsExactly(
            "2:1: the key 'version' stands here twice",
            "4:11: there is no value here: give one, or take the key out",
            "6:5: the key 'name' is missing",
            "6:6: unknown key 'nme'; did you mean 'name'?",
            "7:42: range is not a version constraint, such as \"^1.4\" or \">=1.2, <2\"",
            "7:56: warning: verify cannot be honoured yet, so the images of this rule stay as they"
                + " are",
            "8:27: policy exact needs range, the tag that is meant",
            "9:27: expected a whole number");
  }

  @Test
  void aWrongRangeIsNamedWithItsPlace() {
    Cli run = validate("images:\n  - name: nginx\n    policy: semver\n    range: 1..2\n", "json");

    assertThat(run)
        .isEqualTo(
            new Cli(
                1,
                """
                [
                  {"file":".tagboat.yaml","line":4,"column":12,"severity":"error","message":"range is not a version constraint, such as \\"^1.4\\" or \\">=1.2, <2\\""}
                ]
                """,
                ""));
  }

  @Test
  void whatHasNoEffectYetIsAWarning() {
    Cli run =
        validate(
            """
            scan:
              fields: [{path: a.b}]
            images:
              - {name: nginx, verify: {cosign: {key: k.pub}}}
            pull-requests:
              max-open: 3
              schedule: ['* * * * *']
            """);

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            .tagboat.yaml:2:19: warning: no document has an image there, so this field has no effect
            .tagboat.yaml:4:27: warning: verify cannot be honoured yet, so the images of this rule stay as they are
            .tagboat.yaml:6:13: warning: max-open has no effect yet
            .tagboat.yaml:7:13: warning: schedule cannot be honoured yet, so nothing is changed at all
            """);
  }

  // A record told of its first problem only, and then hid what policies say of its neighbours.
  @Test
  void severalProblemsOfOneRuleAndOfItsNeighboursAreAllNamed() {
    Cli run =
        validate(
            """
            version: 2
            images:
              - {name: a, policy: semver, range: "^^"}
              - {name: b, minimum-age: 3x, platforms: [linux], allow: "(", policy: exact}
            pull-requests: {max-open: 0, per-hour: 0}
            """);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replace(".tagboat.yaml:", "")))
        .containsExactly(
            "1:10: version must be 1; this program knows no other",
            "3:38: range is not a version constraint, such as \"^1.4\" or \">=1.2, <2\"",
            "4:28: minimum-age must look like 3d, 12h or 30m",
            "4:43: platforms must look like linux/amd64",
            "4:59: allow is not a regular expression (RE2 syntax): missing closing )",
            "4:72: policy exact needs range, the tag that is meant",
            "5:27: max-open must be 1 or more",
            "5:40: per-hour must be 1 or more");
  }
}
