package dev.tagboat.applier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
  @TempDir private Path folder;

  private ApplierConfig read(String text) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("c.yaml"), text));
  }

  private String problems(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), text);
    String[] found = new String[1];
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOfSatisfying(UserFault.class, e -> found[0] = String.valueOf(e.getMessage()));
    return found[0].replace(file + ":", "");
  }

  @Test
  void readsTheContract() throws IOException {
    ApplierConfig config =
        read(
            """
            cluster: prod
            source:
              url: https://github.com/acme/config.git
              branch: main
              path: clusters/prod
              password-file: /run/secrets/git/token
              interval: 60s
              max-file: 3Mi
            apply: { prune: true, max-delete: 25%, namespaces: [shop, web] }
            drift: { mode: alert, sweep: 10m, ignore: [{ kind: Deployment, name: "*", pointers: [/spec/replicas] }] }
            report: { url: https://tagboat.acme.io/reports/prod, token-file: token }
            state-namespace: tagboat
            listen: 127.0.0.1:8081
            """);

    assertThat(config.source().path()).isEqualTo("clusters/prod");
    assertThat(config.source().passwordFile()).contains(Path.of("/run/secrets/git/token"));
    assertThat(config.source().maxFile()).isEqualTo(3 << 20);
    assertThat(config.apply().namespaces()).isEqualTo(Set.of("shop", "web"));
    assertThat(config.apply().maxDelete()).isEqualTo(new MaxDelete(25, true));
    assertThat(config.drift().mode()).isEqualTo(DriftConfig.Mode.ALERT);
    assertThat(config.drift().sweep()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.drift().ignore().get(0).covers("Deployment", "apps", "shop", "web")).isTrue();
    assertThat(config.report().flatMap(ReportConfig::tokenFile))
        .isEqualTo(Optional.of(folder.resolve("token")));
  }

  @Test
  void readsWhoseSignaturesCount() throws IOException {
    SignersConfig signers =
        read("""
                cluster: prod
                source: { url: "file:///x", verify: { allowed-signers-file: signers, gpg-keys-file: /keys } }
                """)
            .source()
            .signers();

    assertThat(signers.allowedSignersFile()).contains(folder.resolve("signers"));
    assertThat(signers.gpgKeysFile()).contains(Path.of("/keys"));
    assertThat(problems("cluster: a\nsource: { url: \"file:///x\", verify: {} }\n"))
        .isEqualTo(
            "2:37: verify: name the keys: allowed-signers-file for those of SSH, gpg-keys-file for"
                + " those of GPG");
    assertThat(
            problems("cluster: a\nsource: { url: \"file:///x\", verify: { gpg-key-file: x } }\n"))
        .contains("unknown key gpg-key-file in source.verify; did you mean gpg-keys-file?");
  }

  @Test
  void readsModesOfSomeObjects() throws IOException {
    String start = "cluster: a\nsource: { url: \"file:///x\" }\ndrift: ";

    assertThat(read(start + "{ modes: [{ path: \"a/**\", mode: alert }] }").drift().modes())
        .containsExactly(new DriftRule("a/**", "*", "*", "*", DriftConfig.Mode.ALERT));
    assertThat(problems(start + "{ modes: [{ path: /a, mode: halt }, { kind: X }] }"))
        .contains("path: begins at the root of the repo")
        .contains("mode: must be heal or alert")
        .contains("drift.modes[1] needs the key mode");
    assertThat(problems(start + "{ ignore: [{ kind: X }] }"))
        .contains("name the fields by pointers, or whose they are by managers");
  }

  @ParameterizedTest
  @CsvSource({
    "**, a/b.yaml, true",
    "a/**, a/b/c.yaml, true",
    "a/**, ab/c.yaml, false",
    "a/*, a/b/c.yaml, false",
    "a/*.yaml, a/b.yaml, true",
    "**/b.yaml, b.yaml, true",
    "**/b.yaml, a/c/b.yaml, true",
    "**/b.yaml, a/xb.yaml, false",
    "a/**/c/*.yaml, a/c/d.yaml, true",
    "a/**/c/*.yaml, a/x/y/c/d.yaml, true",
    "a.b, axb, false"
  })
  void pathsAreMatchedAsInGit(String pattern, String path, boolean fits) {
    assertThat(
            new DriftRule(pattern, "*", "*", "*", DriftConfig.Mode.HEAL)
                .covers(path, "ConfigMap", "", "shop", "web"))
        .isEqualTo(fits);
  }

  @Test
  void knowsAnAddressWhenItSeesOne() throws IOException {
    assertThat(problems("cluster: a\nsource: { url: \"file:///x\" }\nlisten: 80\n"))
        .isEqualTo("3:9: listen: must be a host and a port, such as 127.0.0.1:8081");
  }

  @Test
  void allButClusterAndSourceMayBeLeftOut() throws IOException {
    ApplierConfig config = read("cluster: prod\nsource: { url: \"file:///repo.git\" }\n");

    assertThat(config.source().branch()).isEqualTo("main");
    assertThat(config.source().path()).isEmpty();
    assertThat(config.apply()).isEqualTo(ApplyConfig.defaults());
    assertThat(config.drift()).isEqualTo(DriftConfig.defaults());
    assertThat(config.stateNamespace()).isEqualTo("tagboat");
  }

  @Test
  void tellsAllProblemsAtOnceWithTheirPlaces() throws IOException {
    String problems =
        problems(
            """
            cluster: Prod_1
            source:
              url: https://me:secret@example.org/x.git
              brnach: main
              path: ../x
              interval: soon
              max-file: 33Mi
            apply: { max-delete: 125%, prune: perhaps, prune: true }
            drift: { mode: hael }
            reports: {}
            """);

    assertThat(problems.lines())
        .containsExactly(
            "1:10: cluster: must be lower-case letters, digits and '-', at most 42 of them",
            "3:8: url: must not hold a user or password; name a file with password-file",
            "4:3: unknown key brnach in source; did you mean branch?",
            "5:9: path: must be a folder of the repo, such as clusters/prod",
            "6:13: interval: must be a time such as 30s, 10m or 1h30m",
            "7:13: max-file: must be a size from 1Mi to 32Mi",
            "8:22: max-delete: a share is at most 100%",
            "8:35: prune: must be true or false",
            "8:44: the key prune stands here a second time",
            "9:16: mode: must be heal or alert; did you mean heal?",
            "10:1: unknown key reports in the configuration; did you mean report?");
    assertThat(problems).doesNotContain("secret");
  }

  @Test
  void needsAHostKeyForSsh() throws IOException {
    assertThat(
            problems(
                "cluster: a\nsource: { url: \"ssh://git@example.org/x.git\", ssh-key-file: k }\n"))
        .contains("known-hosts-file are given together");
    assertThat(problems("cluster: a\nsource: { url: \"ssh://git@example.org/x.git\" }\n"))
        .contains("ssh:// needs ssh-key-file");
  }

  @Test
  void sendsNoPasswordInTheOpen() throws IOException {
    assertThat(
            problems(
                "cluster: a\nsource: { url: \"http://example.org/x.git\", password-file: p }\n"))
        .contains("never sent over http://");
    assertThat(
            problems(
                "cluster: a\nsource: { url: \"file:///x\" }\nreport: { url: \"http://example.org/\", token-file: t }\n"))
        .contains("must begin with https://");
  }

  @Test
  void saysWhatIsNoYaml() throws IOException {
    assertThat(problems("cluster: [a\n")).startsWith("2:1: this is not YAML");
    assertThat(problems("")).isEqualTo("1:1: the configuration is empty");
    assertThat(problems("- a\n"))
        .contains("1:1: the configuration must be a mapping of keys to values");
  }

  @Test
  void globsMatchWholeNames() {
    IgnoreRule rule = new IgnoreRule("Deployment.apps", "*", "web-*-a", List.of(), List.of());

    assertThat(rule.covers("Deployment", "apps", "x", "web-1-a")).isTrue();
    assertThat(rule.covers("Deployment", "apps", "x", "web-1-ab")).isFalse();
    assertThat(rule.covers("Deployment", "other", "x", "web-1-a")).isFalse();
  }

  @Test
  void oneObjectMayAlwaysGoUnlessNoneMay() {
    assertThat(new MaxDelete(25, true).limit(2)).isEqualTo(1);
    assertThat(new MaxDelete(25, true).limit(100)).isEqualTo(25);
    assertThat(new MaxDelete(0, true).limit(100)).isZero();
    assertThat(new MaxDelete(3, false).limit(1)).isEqualTo(3);
  }

  @Test
  void reportsGoToNoUrlThatHoldsASecret() throws IOException {
    String reports =
        "cluster: a\nsource: { url: 'file:///x' }\nreport: { token-file: t, url: '%s' }\n";

    for (String url : List.of("https://me:hunter2@example.org", "https://example.org/?t=hunter2")) {
      assertThat(problems(reports.formatted(url)))
          .startsWith("3:31: url: must not hold a user, a password or a question")
          .doesNotContain("hunter2");
    }
  }

  // The server answers 400 to each of them.
  @Test
  void reportsOfOneClusterAreNotSentToThePlaceOfAnother() throws IOException {
    String reports =
        "cluster: prod\nsource: { url: 'file:///x' }\nreport: { token-file: t, url: '%s' }\n";

    assertThat(problems(reports.formatted("https://tagboat.acme.io/t/reports/staging")))
        .isEqualTo(
            "3:31: url: takes reports of the cluster staging only, and this one is called prod"
                + " (cluster): give both the name that the server's configuration has");
    for (String url : List.of("https://acme.io/reports/prod", "https://acme.io/inbox/staging")) {
      assertThat(read(reports.formatted(url)).report()).isPresent();
    }
  }
}
