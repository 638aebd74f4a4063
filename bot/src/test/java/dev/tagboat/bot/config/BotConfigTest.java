package dev.tagboat.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotConfigTest {
  static final String FULL =
      """
      version: 1
      scan:
        include: ["**/*.yaml", "**/*.yml"]
        exclude: ["vendor/**"]
        fields:
          - { kind: Worker, path: "spec.runner.image" }
          - { path: "jobs[*].img", keys: { repository: name, tag: version } }
      images:
        - name: "ghcr.io/acme/*"
          policy: semver
          range: "^1.4"
          allow: '^v\\d'
          ignore: '-rc'
          extract: '^v(?P<v>.+)$'
          prerelease: false
          pin: keep
          platforms: [linux/amd64]
          minimum-age: 3d
          verify: { cosign: { key: keys/cosign.pub } }
      pull-requests:
        group-by: image
        labels: [image-update]
        reviewers: [octocat]
        team-reviewers: []
        assignees: []
        draft: false
        auto-merge: { enabled: false, method: squash }
        max-open: 10
        per-hour: 30
        schedule: []
        title: "Bump {image} to {tag}"
      """;

  private static BotConfig read(String text) {
    return BotConfig.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ImageName image(String name) {
    return ImageName.parse(name).orElseThrow();
  }

  @Test
  void readsEveryKeyOfTheContract() {
    BotConfig config = read(FULL);

    assertThat(config.scan().fields()).hasSize(2);
    assertThat(config.images().get(0).policy()).isEqualTo(PolicyKind.SEMVER);
    assertThat(config.images().get(0).minimumAge()).isEqualTo("3d");
    assertThat(config.pullRequests().reviewers()).containsExactly("octocat");
    assertThat(config.pullRequests().autoMerge().method())
        .isEqualTo(PullRequestSettings.Method.SQUASH);
  }

  @Test
  void anEmptyFileIsTheDefaults() {
    assertThat(read("")).isEqualTo(BotConfig.DEFAULTS);
    assertThat(read("version: 1\n")).isEqualTo(BotConfig.DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 2                            | 1:10: version must be 1; this program knows no other
          version: one                          | 1:10: expected a whole number
          imagess: []                           | 1:1: unknown key 'imagess'; did you mean 'images'?
          images: [{policy: auto}]              | 1:10: the key 'name' is missing
          images: [{name: 'a b'}]               | 1:10: not an image pattern: "a b" (an image name without tag, with * for one part and ** for many)
          images: [{name: a, policy: semvr}]    | 1:28: must be one of: auto, semver, calver, numeric, alphabetical, newest, digest, exact, never
          images: [{name: a, range: ^1}]        | 1:10: policy auto takes no range
          images: [{name: a, policy: exact}]    | 1:28: policy exact needs range, the tag that is meant
          images: [{name: a, allow: '('}]       | 1:27: allow is not a regular expression (RE2 syntax): missing closing )
          images: [{name: a, pin: yes}]         | 1:25: must be one of: keep, tag, digest
          images: [{name: a, minimum-age: 3}]   | 1:33: minimum-age must look like 3d, 12h or 30m
          images: [{name: a, platforms: [x]}]   | 1:31: platforms must look like linux/amd64
          images: {name: a}                     | 1:9: expected a list
          scan: {include: [/etc/passwd]}        | 1:7: a path pattern is relative to the root of the repo, such as "apps/**/*.yaml"
          scan: {exclude: [a/../../b]}          | 1:7: a path pattern is relative to the root of the repo, such as "apps/**/*.yaml"
          scan: {fields: [{path: a..b}]}        | 1:24: path must look like spec.containers[*].image
          scan: {fields: [{path: a, keys: {tag: y}}]} | 1:33: keys must name the repository too: a tag alone does not tell its image
          scan: {fields: [{path: a, keys: {x: y}}]} | 1:33: keys may name registry, repository, tag and digest only
          pull-requests: {max-open: 0}          | 1:27: max-open must be 1 or more
          pull-requests: {group-by: team}       | 1:27: must be one of: image, directory, all
          pull-requests: {title: ' '}           | 1:24: title must have 1 to 200 characters
          pull-requests: {labels: bug}          | 1:25: expected a list
          pull-requests: {draft: no}            | 1:24: expected true or false
          """)
  void namesThePlaceOfWhatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserFault.class)
        .hasMessage(".tagboat.yaml:" + problem);
  }

  @Test
  void theMostSpecificRuleWinsAndTheFirstOfEquals() {
    BotConfig config =
        read(
            """
            images:
              - {name: "**", policy: never}
              - {name: "docker.io/library/*", policy: numeric}
              - {name: nginx, policy: alphabetical}
              - {name: "library/nginx", policy: digest}
              - {name: "ghcr.io/acme/*", policy: semver}
            """);

    assertThat(config.ruleFor(image("nginx")).policy()).isEqualTo(PolicyKind.ALPHABETICAL);
    assertThat(config.ruleFor(image("redis")).policy()).isEqualTo(PolicyKind.NUMERIC);
    assertThat(config.ruleFor(image("ghcr.io/acme/app")).policy()).isEqualTo(PolicyKind.SEMVER);
    assertThat(config.ruleFor(image("quay.io/a/b")).policy()).isEqualTo(PolicyKind.NEVER);
    assertThat(BotConfig.DEFAULTS.ruleFor(image("quay.io/a/b")).policy())
        .isEqualTo(PolicyKind.AUTO);
  }

  @ParameterizedTest
  @CsvSource({
    "**/*.yaml, a.yaml, true",
    "**/*.yaml, a/b/c.yaml, true",
    "**/*.yaml, a/b/c.yml, false",
    "vendor/**, vendor/a/b.yaml, true",
    "vendor/**, avendor/a.yaml, false",
    "vendor/**, vendor, false",
    "a/*/c.yaml, a/b/c.yaml, true",
    "a/*/c.yaml, a/b/b/c.yaml, false",
    "a/?.yaml, a/b.yaml, true",
    "a/?.yaml, a/bb.yaml, false",
    "a.yaml, axyaml, false",
    "**/x/**, x/y, true",
    "**/x/**, a/b/x/y/z, true",
  })
  void globsMatchWholePaths(String glob, String path, boolean matches) {
    assertThat(PathPattern.parse(glob).matches(path)).isEqualTo(matches);
  }

  @Test
  void excludeWinsOverInclude() {
    PathFilter filter = read("scan: {exclude: ['vendor/**']}").scan().filter();

    assertThat(filter.accepts("a/b.yaml")).isTrue();
    assertThat(filter.accepts("a/Kustomization")).isTrue();
    assertThat(filter.accepts("a/readme.md")).isFalse();
    assertThat(filter.accepts("vendor/b.yaml")).isFalse();
  }
}
