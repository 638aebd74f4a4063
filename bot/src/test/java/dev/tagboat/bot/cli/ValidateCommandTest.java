package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.signature.TestSigner;
import java.nio.file.Files;
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
            "7:71: the config repo has no file k.pub with the public key",
            "8:5: policy exact needs range, the tag that is meant",
            "9:27: expected a whole number");
  }

  @Test
  void aMissingNameHidesNothingElseOfItsRule() {
    Cli run =
        validate(
            """
            version: 1
            images:
              - {policy: semver, range: 1..2, allow: '(', minimum-age: soon, verify: {cosign: {}}}
              - {range: ^1, extract: '('}
            scan:
              fields:
                - {kind: Worker, keys: {tag: version}}
            """);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replaceAll("^.tagboat.yaml:", "")))
        .containsExactly(
            "3:5: the key 'name' is missing",
            "3:29: range is not a version constraint, such as \"^1.4\" or \">=1.2, <2\"",
            "3:42: allow is not a regular expression (RE2 syntax): missing closing )",
            "3:60: minimum-age must look like 3d, 12h or 30m",
            "3:83: cosign needs key, or identity and issuer: whose signature is it to be?",
            "4:5: the key 'name' is missing",
            "4:13: policy auto takes no range",
            "4:26: extract is not a regular expression (RE2 syntax): missing closing )",
            "7:7: the key 'path' is missing",
            "7:28: keys must name the repository too: a tag alone does not tell its image");
  }

  @Test
  void oneWrongKeyHidesNoOtherOfItsRule() {
    Cli run =
        validate(
            """
            version: 2
            scan:
              include: [/a, b/../c]
            images:
              - name: nginx
                policy: semver
                range: 1..2
                allow: '('
                extract: '$1'
                ignore: '[='
                minimum-age: soon
                platforms: [linux]
                prerelease: sometimes
              - name: redis
                policy: semvr
                range: 1..2
              - {name: a b, policy: numeric, range: 1, extract: x}
            pull-requests:
              max-open: 0
              per-hour: -1
              title: ''
            """);

    assertThat(run.code()).isEqualTo(1);
    assertThat(
            run.out()
                .lines()
                .map(line -> line.replaceAll(".*?yaml:(\\d+:\\d+): (\\S+) .*", "$1 $2")))
        .containsExactly(
            "1:10 version",
            "3:12 a",
            "3:12 a",
            "7:12 range",
            "8:12 allow",
            "10:13 ignore",
            "11:18 minimum-age",
            "12:16 platforms",
            "13:17 expected",
            "15:13 must",
            "17:12 not",
            "17:41 policy",
            "19:13 max-open",
            "20:13 per-hour",
            "21:10 title");
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
  void aScheduleIsReadStrictly() {
    Cli run =
        validate(
            """
            pull-requests:
              schedule:
                - '* 9-16 * * 1-5 Europe/Berlin'
                - '* * * * *'
            """);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(".tagboat.yaml:3:5: schedule '* * * * *' is no window: it has five");
  }

  @Test
  void whatHasNoEffectYetIsAWarning() {
    Cli run =
        validate(
            """
            scan:
              fields: [{path: a.b}]
            images:
              - {name: nginx}
            """);

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            .tagboat.yaml:2:19: warning: no document has an image there, so this field has no effect
            """);
  }

  @Test
  void aPublicKeyIsLookedAtWhereverItIs() throws Exception {
    String settings =
        """
        scan: {exclude: ["keys/**"]}
        images:
          - {name: nginx, verify: {cosign: {key: keys/cosign.pub}}}
          - {name: redis, verify: {cosign: {key: ../cosign.pub}}}
          - {name: mongo, verify: {cosign: {key: keys/link.pub}}}
        """;
    Files.createDirectories(dir.resolve("keys"));
    Files.writeString(dir.resolve("keys/cosign.pub"), TestSigner.ecdsa().pem());
    Files.createSymbolicLink(dir.resolve("keys/link.pub"), Path.of("cosign.pub"));

    assertThat(validate(settings).out())
        .isEqualTo(
            """
            .tagboat.yaml:4:42: key must be the path of a file in this repo, such as keys/cosign.pub, or a public key in PEM
            .tagboat.yaml:5:42: the config repo has no file keys/link.pub with the public key
            """);
  }
}
