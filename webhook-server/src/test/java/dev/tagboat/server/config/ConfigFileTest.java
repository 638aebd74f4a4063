package dev.tagboat.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private ServerConfig read(String yaml) {
    return ConfigFile.read(write("tagboat-server.yaml", yaml), name -> environment.get(name));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with it, without the file's name. */
  private String problems(String yaml) {
    Throwable fault = catchThrowable(() -> read(yaml));
    assertThat(fault).isInstanceOf(UserFault.class);
    return String.valueOf(fault.getMessage())
        .replace(folder.resolve("tagboat-server.yaml").toString(), "FILE");
  }

  @Test
  void whereTheValuesOfAnEventStand() {
    Hook hook =
        read("""
                hooks:
                  - name: ali
                    type: generic
                    registry: r.io
                    prefix: team/
                    fields: { list: /events, image: /repo, tag: /tags/0, only: { /type: PUSH } }
                """)
            .hooks()
            .get(0);

    assertThat(hook.isForPeople()).isFalse();
    assertThat(hook.mapping().path("", "shop")).isEqualTo("team/shop");
    assertThat(hook.mapping().fields())
        .isEqualTo(EventFields.of("/events", "/repo", "/tags/0", null, Map.of("/type", "PUSH")));
  }

  private static final String REPOSITORIES =
      """
      repositories: [{ url: https://git.acme.io/config.git, images: ['*'], forge: { type: git } }]
      """;

  @Test
  void clustersWithTheirProofs() {
    write("new", "a-new-secret-of-prod");
    write("jwks.json", "{}");
    environment.put("OLD", "an-old-secret-of-prod");
    List<Cluster> clusters =
        read(REPOSITORIES
                + """
                clusters:
                  - { name: prod, repository: https://git.acme.io/config, secret: '${OLD}', secret-file: new }
                  - name: edge.1
                    repository: https://git.acme.io/config.git
                    environment: Edge 1
                    stale-after: 1h
                    publish: [comment]
                    oidc: { issuer: https://k8s, audience: [a, b], subject: "system:serviceaccount:t:a", jwks-file: jwks.json }
                """)
            .clusters();

    Cluster prod = clusters.get(0);
    assertThat(prod.secrets())
        .extracting(Secret::reveal)
        .containsExactly("an-old-secret-of-prod", "a-new-secret-of-prod");
    assertThat(prod.repository()).isEqualTo("https://git.acme.io/config.git");
    assertThat(prod.environment()).isEqualTo("prod");
    assertThat(prod.publish())
        .containsExactlyInAnyOrder(
            Cluster.Publish.STATUS, Cluster.Publish.DEPLOYMENT, Cluster.Publish.COMMENT);
    assertThat(prod.staleAfter()).isEqualTo(Duration.ofMinutes(30));
    assertThat(clusters.get(1))
        .isEqualTo(
            new Cluster(
                "edge.1",
                "https://git.acme.io/config.git",
                "Edge 1",
                List.of(),
                new Cluster.Tokens(
                    new Oidc(
                        "https://k8s",
                        List.of("a", "b"),
                        List.of("system:serviceaccount:t:a"),
                        List.of(),
                        null),
                    folder.resolve("jwks.json")),
                Duration.ofHours(1),
                Set.of(Cluster.Publish.COMMENT)));
  }

  @Test
  void alertsOfEveryKind() {
    environment.put("SLACK", "https://hooks.slack.com/services/T/B/x");
    environment.put("HOOK", "http://localhost:1/alerts?key=1");
    environment.put("PASSWORD", "secret");
    ServerConfig config =
        read(
            """
            alerts:
              - { name: team, type: slack, url: '${SLACK}' }
              - { name: hook, type: webhook, url: '${HOOK}', secret: '${PASSWORD}', repeat: 1d }
              - name: mail
                type: email
                smtp: { host: mail.acme.io, tls: tls, username: bot, password: '${PASSWORD}', from: t@acme.io, to: o@acme.io }
            """
                + REPOSITORIES
                + """
            clusters:
              - { name: a, repository: https://git.acme.io/config.git, secret: '${HOOK}' }
              - { name: b, repository: https://git.acme.io/config.git, secret: '${HOOK}', alerts: [mail] }
            """);

    assertThat(config.alerts())
        .containsExactly(
            new AlertChannel.Slack(
                "team", Duration.ofHours(4), Secret.of("https://hooks.slack.com/services/T/B/x")),
            new AlertChannel.Webhook(
                "hook",
                Duration.ofDays(1),
                Secret.of("http://localhost:1/alerts?key=1"),
                Secret.of("secret")),
            new AlertChannel.Mail(
                "mail",
                Duration.ofHours(4),
                "mail.acme.io",
                465,
                AlertChannel.Tls.TLS,
                new AlertChannel.Login("bot", Secret.of("secret")),
                "t@acme.io",
                List.of("o@acme.io")));
    assertThat(config.clusters().get(0).alerts()).containsExactlyInAnyOrder("team", "hook", "mail");
    assertThat(config.clusters().get(1).alerts()).containsExactly("mail");
  }

  @Test
  void alertsThatCannotBe() {
    environment.put("PLAIN", "http://hooks.slack.com/services/hunter2");
    environment.put("X", "https://hooks.slack.com/x");
    String alert = "alerts: [{ name: a, type: ";
    String mail = alert + "email, smtp: { host: h, from: a@b, to: ";

    assertThat(problems(alert + "slack, url: '${PLAIN}' }]"))
        .contains("url: must be an https:// address")
        .doesNotContain("hunter2");
    assertThat(problems(alert + "slack }]")).contains("needs 'url'");
    assertThat(problems(alert + "slack, url: '${X}', secret: '${X}' }]"))
        .contains("only a webhook is signed");
    assertThat(problems(alert + "email }]")).contains("needs 'smtp'");
    assertThat(problems(alert + "email, url: '${X}' }]")).contains("email needs smtp");
    assertThat(problems(mail + "[] } }]")).contains("to: needs an address");
    assertThat(problems(mail + "'Ops <a@b>' } }]")).contains("to: must be a bare address");
    assertThat(problems(mail + "c@d, tls: none } }]")).contains("tls: 'none' is for a mail server");
    assertThat(problems(mail + "c@d, username: u } }]")).contains("both username and password");
    assertThat(
            problems(
                REPOSITORIES
                    + "clusters: [{ name: a, repository: https://git.acme.io/config.git,"
                    + " secret: '${X}', alerts: [team] }]"))
        .contains("alerts[0]: must be the name of one of 'alerts'");
  }

  @Test
  void clustersThatCannotBe() {
    environment.put("X", "a-secret-of-the-cluster");
    environment.put("SHORT", "short");
    String cluster =
        REPOSITORIES + "clusters: [{ repository: https://git.acme.io/config.git, name: ";
    String oidc = "oidc: { issuer: https://k8s, audience: a, subject: s";

    assertThat(problems(cluster + "a }]")).contains("give either a secret or oidc");
    assertThat(problems(cluster + "a, secret: '${X}', " + oidc + " } }]"))
        .contains("give either a secret or oidc");
    assertThat(problems(cluster + "'a/b', secret: '${X}' }]")).contains("name: a cluster's name");
    assertThat(problems("listen: 0.0.0.0:1\n" + cluster + "a, secret: '${SHORT}' }]"))
        .contains("secret: a secret that callers must know");
    assertThat(problems(cluster + "a, secret: '${X}', stale-after: 0s }]")).contains("not a time");
    assertThat(problems(cluster + "a, " + oidc + ", jwks-file: gone } }]"))
        .contains("jwks-file: the file gone cannot be read");
    assertThat(problems(cluster + "a, " + oidc + ", jwks-file: x, jwks-uri: https://k } }]"))
        .contains("give either jwks-uri or jwks-file");
    assertThat(
            problems(
                cluster
                    + "a, secret: '${X}' }, { name: a, secret: '${X}', repository: https://other }]"))
        .contains(
            "the cluster 'a' is configured twice", "must be the url of one of 'repositories'");
  }

  @Test
  void mappingsThatCannotBe() {
    String hook = "hooks: [{ name: a, registry: r.io, type: ";

    assertThat(problems(hook + "harbor, fields: { image: /a } }]"))
        .contains("fields: only events of type generic");
    assertThat(problems(hook + "generic, fields: { image: repo } }]"))
        .contains("fields: 'image' must be a JSON Pointer");
    assertThat(problems(hook + "generic, fields: { image: '/a~2b' } }]"))
        .contains("fields: 'image' is no JSON Pointer: in a key '~' is written ~0");
    assertThat(problems(hook + "generic, fields: { image: /a, list: '/a~' } }]"))
        .contains("fields: 'list' is no JSON Pointer");
    assertThat(problems(hook + "generic, fields: { image: /a, tag: '' } }]"))
        .contains("fields: 'tag' must be a JSON Pointer");
    assertThat(problems(hook + "generic, fields: { tag: /a } }]")).contains("image");
    assertThat(problems(hook + "nexus, repo-keys: [''] }]")).contains("repo-keys: name repo");
    assertThat(problems(hook + "jfrog, repo-keys: [a, b/c] }]")).contains("repo-keys: name repo");
    assertThat(problems(hook + "zot, prefix: /a }]")).contains("prefix: must begin");
    assertThat(problems(hook + "zot, prefix: 'a/{key}' }]")).contains("prefix: must begin");
    assertThat(problems(hook + "zot, prefix: '{repo}' }]")).contains("prefix: only with the types");
    assertThat(problems(hook + "zot, repo-keys: [a] }]")).contains("repo-keys: only with");
  }

  @Test
  void repositoriesThatHaveKeys() {
    Mapping mapping =
        read("""
                hooks:
                  - { name: a, type: nexus, registry: r.io, prefix: 'x/{repo}', repo-keys: [b, c] }
                """)
            .hooks()
            .get(0)
            .mapping();

    assertThat(mapping.path("b", "shop")).isEqualTo("x/b/shop");
    assertThat(mapping.hasRepo("c")).isTrue();
    assertThat(mapping.hasRepo("d")).isFalse();
  }

  private static final String HOOK =
      "hooks:\n  - name: main\n    type: distribution\n    registry: registry.acme.io\n";

  @Test
  void anEmptyFileIsAServerOnLoopback() {
    ServerConfig config = read("");

    assertThat(config.listen()).isEqualTo(new Listen("127.0.0.1", 8080));
    assertThat(config.database().isSqlite()).isTrue();
    assertThat(config.database().sqliteFile()).isEqualTo(folder.resolve("data/tagboat.db"));
    assertThat(config.hooks()).isEmpty();
    assertThat(config.adminToken()).isNull();
  }

  @Test
  void allProblemsComeAtOnceWithTheirPlace() {
    assertThat(
            problems(
                    """
                listn: 127.0.0.1:8080
                hooks:
                  - name: main
                    type: distributoin
                    registry: registry.acme.io
                  - name: 7
                    type: generic
                data: [x]
                """)
                .lines())
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(line -> line.matches("FILE:\\d+:\\d+: .+"))
        .anyMatch(line -> line.startsWith("FILE:1:1: ") && line.contains("listen"))
        .anyMatch(
            line -> line.startsWith("FILE:4:11: ") && line.contains("supported: distribution"))
        .anyMatch(line -> line.contains("registry"))
        .anyMatch(line -> line.startsWith("FILE:8:7: "));
  }

  @Test
  void aRepeatedKeyAndBrokenYamlAreSaid() {
    assertThat(problems("listen: 127.0.0.1:1\nlisten: 127.0.0.1:2\n")).startsWith("FILE:2:1: ");
    assertThat(problems("hooks: [\n")).matches("(?s)FILE:\\d+:\\d+: .*");
  }

  @Test
  void secretsComeFromTheEnvironmentAlsoInFlowStyle() {
    environment.put("HOOK_SECRET", "s3cret-of-the-hook");
    environment.put("DB_PASSWORD", "pa:ss}word");

    ServerConfig config =
        read(
            HOOK
                + "    secret: ${HOOK_SECRET}\n"
                + "database: { url: \"jdbc:postgresql://db/t\", password: ${DB_PASSWORD}, username: t }\n");

    assertThat(config.hooks().get(0).secrets()).containsExactly(Secret.of("s3cret-of-the-hook"));
    assertThat(config.database().password()).isEqualTo(Secret.of("pa:ss}word"));
  }

  @Test
  void secretsComeFromFilesBesideTheConfiguration() {
    write("old", "one-that-is-old-now\n");
    write("new", "two-that-is-new-now");

    assertThat(read(HOOK + "    secret-file: [old, new]\n").hooks().get(0).secrets())
        .containsExactly(Secret.of("one-that-is-old-now"), Secret.of("two-that-is-new-now"));
  }

  @Test
  void secretsThatAreMissingAreNamedWithoutTheirValue() {
    environment.put("EMPTY", " ");
    write("empty", "\n");
    String problems =
        problems(
            """
            admin-token: ${UNSET}
            hooks:
              - { name: a, type: generic, registry: r.io, secret: ${EMPTY} }
              - { name: b, type: generic, registry: r.io, secret-file: nowhere }
              - { name: c, type: generic, registry: r.io, secret-file: empty }
            registries:
              - { host: r.io, username: u, password: in-the-open, password-file: empty }
            """);

    assertThat(problems.lines())
        .containsExactlyInAnyOrder(
            "FILE:1:14: admin-token: the environment variable UNSET is not set",
            "FILE:3:55: secret: the environment variable EMPTY is empty; a secret must not be",
            "FILE:4:60: secret-file: the file nowhere cannot be read: NoSuchFileException",
            "FILE:5:60: secret-file: the file empty is empty; a secret must not be",
            "FILE:7:42: password: give either password or password-file, not both");
    assertThat(problems).doesNotContain("in-the-open");
  }

  @Test
  void secretsCannotBePrinted() {
    environment.put("HOOK_SECRET", "s3cret-of-the-hook");

    assertThat(read(HOOK + "    secret: ${HOOK_SECRET}\n").toString())
        .contains("***")
        .doesNotContain("s3cret-of-the-hook");
  }

  @Test
  void aHookWithoutASecretIsForLoopbackOnly() {
    for (String listen : new String[] {"127.0.0.1:1", "localhost:1", "'[::1]:1'"}) {
      assertThat(read("listen: " + listen + "\n" + HOOK).hooks()).hasSize(1);
    }
    for (String listen : new String[] {"0.0.0.0:1", "10.1.2.3:1", "'[::]:1'", "host.acme.io:1"}) {
      assertThat(problems("listen: " + listen + "\n" + HOOK))
          .contains("hook 'main' has no secret", "listen on 127.0.0.1");
    }
  }

  @Test
  void aSecretInAPathMustFitThere() {
    String hook = HOOK + "    auth: path\n    secret: ${PATH_SECRET}\n";
    environment.put("PATH_SECRET", "abc.DEF_123~-é-and-more");
    assertThat(read(hook).hooks()).hasSize(1);
    for (String secret : new String[] {"a/b", "a%2fb", "a;b", "a?b", "a#b", "a\\b"}) {
      environment.put("PATH_SECRET", "0123456789abcdef" + secret);
      assertThat(problems(hook))
          .isEqualTo(
              "FILE:6:13: secret: hook 'main': a secret in a path must not hold / \\ % ; ? # or"
                  + " control characters");
    }
  }

  @Test
  void secretsInTheOpenAreRefusedWithoutShowingThem() {
    String problems =
        problems(
            """
            admin-token: plain-0123456789abcdef
            database: { url: 'jdbc:postgresql://db/t', username: t, password: 'plain${X}' }
            hooks:
              - { name: a, type: generic, registry: r.io, secret: [ plain1, "${A}plain", 12345678 ] }
            registries:
              - { host: r.io, username: u, password: plain2 }
            repositories:
              - url: https://github.com/acme/config.git
                images: ["r.io/**"]
                forge: { type: github, token: ghp_plain, webhook-secret: plain3 }
            """);

    assertThat(problems).doesNotContain("plain", "12345678");
    assertThat(problems.lines().map(line -> line.replaceAll("(: [a-z0-9\\[\\]-]+: ).*", "$1")))
        .containsExactly(
            "FILE:1:14: admin-token: ",
            "FILE:2:67: password: ",
            "FILE:4:57: secret[0]: ",
            "FILE:4:65: secret[1]: ",
            "FILE:4:78: secret[2]: ",
            "FILE:6:42: password: ",
            "FILE:10:35: token: ",
            "FILE:10:62: webhook-secret: ");
    assertThat(problems.lines()).allMatch(line -> line.contains("Write ${NAME} to take it from"));
  }

  @Test
  void shortSecretsOfCallersAreRefused() {
    environment.put("SHORT", "0123456789abcde");
    write("short", "0123456789abcde\n");

    String config = "admin-token: ${SHORT}\n" + HOOK + "    secret-file: short\n";
    assertThat(problems("listen: 0.0.0.0:80\n" + config))
        .isEqualTo(
            """
            FILE:2:14: admin-token: a secret that callers must know needs 16 characters or more; \
            this one is shorter
            FILE:7:18: secret-file: a secret that callers must know needs 16 characters or more; \
            this one is shorter""");
    // Nobody from elsewhere can guess.
    assertThat(read(config).hooks().get(0).hasWeakSecret()).isTrue();
    environment.put("SHORT", "0123456789abcdef");
    assertThat(read("listen: 0.0.0.0:80\nadmin-token: ${SHORT}\n").adminToken())
        .isEqualTo(Secret.of("0123456789abcdef"));
  }

  @Test
  void wrongKeysHideNoWrongValues() {
    assertThat(
            problems(
                    """
                    listn: 127.0.0.1:1
                    data:
                    database: { url: 'jdbc:h2:mem:x' }
                    hooks:
                      - { name: 'a b', type: generic, registry: 'http://r.io', images: ['!'], imges: [] }
                      - { name: c, type: generic, registry: r.io }
                      - { name: c, type: generic, registry: r.io }
                    registries:
                      - { host: r.io/x, trusted-hosts: [a.io, 'https://b.io'] }
                    repositories:
                      - url: https://u:s3cret@github.com/acme/config.git
                        images: ["r.io/*"]
                        forge: { type: github, api-url: 'ftp://x' }
                      - url: http://example.com/a/b.git
                        images: ["r.io/*"]
                        forge: { type: github }
                    """)
                .lines()
                .map(line -> line.replace("FILE:", "").substring(0, 18).strip()))
        .containsExactly(
            "1:1: unknown key '",
            "2:6: there is no v",
            "3:18: url: databas",
            "5:13: name: a hook",
            "5:45: registry: no",
            "5:69: images[0]: n",
            "5:75: unknown key",
            "7:5: hooks[2]: the",
            "9:13: host: not a",
            "9:43: trusted-host",
            "11:10: url: the UR",
            "13:37: api-url: ap",
            "14:10: url: the co");
  }

  @Test
  void namesAreUnique() {
    String twice = HOOK + HOOK.substring("hooks:\n".length());

    assertThat(problems(twice)).contains("the hook 'main' is configured twice");
    assertThat(problems("registries: [{ host: R.io }, { host: 'r.io:443' }]"))
        .contains("the registry 'r.io' is configured twice");
  }

  private static String repositories(String... entries) {
    StringBuilder yaml = new StringBuilder("repositories:\n");
    for (String entry : entries) {
      yaml.append("  - { url: %s, images: [a.io/b], forge: { type: git } }\n".formatted(entry));
    }
    return yaml.toString();
  }

  @Test
  void oneRepositoryIsConfiguredOnceHoweverItIsSpelt() {
    assertThat(problems(repositories("https://github.com/a/b.git", "https://GitHub.com:443/a/b/")))
        .contains(
            ": the repository 'https://GitHub.com:443/a/b/' is configured twice, also as"
                + " 'https://github.com/a/b.git'. Keep one of the two.");
    assertThat(problems(repositories("'git@github.com:a/b.git'", "ssh://git@github.com:22/a/b")))
        .contains("is configured twice, also as 'ssh://git@github.com/a/b.git'");
    assertThat(problems(repositories("https://h.io/a/b", "https://h.io/a/b")))
        .contains(": the repository 'https://h.io/a/b' is configured twice. Keep one of the two.");
    assertThat(read(repositories("https://h.io/a/b", "https://h.io/a/c", "https://h.io:8443/a/b")))
        .satisfies(config -> assertThat(config.repositories()).hasSize(3));
  }

  @Test
  void oneRepositoryHasOneBranch() {
    assertThat(problems(repositories("https://h.io/a/b", "https://h.io/a/b.git, branch: dev")))
        .contains(
            ": the repository 'https://h.io/a/b.git' is configured twice, also as"
                + " 'https://h.io/a/b', for the branches 'main' and 'dev'. Pull requests of one"
                + " repository go into one branch: keep one of the two.");
  }

  @Test
  void aBranchHasANameThatGitTakes() {
    for (String branch : List.of("'ma in'", "refs/heads/main", "a..b", "''", "a.lock")) {
      assertThat(problems(repositories("https://h.io/a/b, branch: " + branch)))
          .as(branch)
          .contains(" branch: no name of a branch");
    }
  }

  @Test
  void aRegistryMayHaveFurtherHosts() {
    RegistrySettings registry =
        read("registries: [{ host: r.io, trusted-hosts: ['AUTH.r.io:443', 's3.r.io:9000'] }]")
            .registries()
            .get(0);

    assertThat(registry.trustedHosts()).containsExactly("auth.r.io", "s3.r.io:9000");
    assertThat(problems("registries: [{ host: r.io, trusted-hosts: ['https://auth.r.io'] }]"))
        .contains("not a valid registry host: \"https://auth.r.io\"");
    assertThat(problems("registries: [{ host: 'https://r.io' }]"))
        .contains("not a valid registry host");
    assertThat(problems("registries: [{ host: r.io, username: u }]"))
        .contains("give both a username and a password");
  }

  private static String repository(String forge) {
    return """
        repositories:
          - url: https://github.com/acme/config.git
            images: ["registry.acme.io/acme/**"]
            forge: { %s }
        """
        .formatted(forge);
  }

  @Test
  void theKeyOfAnAppMustBeThere() {
    environment.put("T", "a-token");
    write("app.pem", "-----BEGIN RSA PRIVATE KEY-----");
    ForgeAccess forge =
        read(repository("type: github, app-id: 7, private-key-file: app.pem"))
            .repositories()
            .get(0)
            .forge();

    assertThat(forge.privateKeyFile()).isEqualTo(folder.resolve("app.pem"));
    assertThat(problems(repository("type: github, app-id: 7, private-key-file: gone.pem")))
        .contains("FILE:4:57: private-key-file: the file gone.pem cannot be read");
    assertThat(problems(repository("type: github, app-id: 7")))
        .contains("give both app-id and private-key-file");
    assertThat(
            problems(
                repository("type: github, app-id: 7, private-key-file: app.pem, token: \"${T}\"")))
        .contains("either a token or an App");
  }

  @Test
  void aRepositoryFollowsWhatItIsToldOf() {
    Repository repository = read(repository("type: git")).repositories().get(0);

    assertThat(repository.branch()).isEqualTo("main");
    assertThat(repository.follows(ImageName.parse("registry.acme.io/acme/a/b").orElseThrow()))
        .isTrue();
    assertThat(repository.follows(ImageName.parse("evil.io/acme/a").orElseThrow())).isFalse();
  }

  @Test
  void addressesAreReadStrictly() {
    for (String listen : new String[] {"8080", "localhost", "'a b:1'", "h:99999", "'::1:80'"}) {
      assertThat(problems("listen: " + listen)).contains("listen must be host:port");
    }
    assertThat(problems("database: { url: 'jdbc:h2:mem:x' }"))
        .contains("must start with jdbc:sqlite: or jdbc:postgresql:");
  }

  @Test
  void aMissingFileNamesTheOption() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("nowhere.yaml"), name -> null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("Name it with --config FILE");
  }

  @Test
  void aSecretInAPathMustNotBeGuessedFromElsewhere() {
    String hook = HOOK + "    auth: path\n    secret: ${PATH_SECRET}\n";
    environment.put("PATH_SECRET", "0123456789abcdef0123456789abcdef");
    assertThat(problems("listen: 0.0.0.0:1\n" + hook))
        .isEqualTo(
            "FILE:7:13: secret: a secret in a path needs 128 random bits; this one is too short or"
                + " too regular. Make one with 'openssl rand -hex 16'");
    assertThat(read(hook).hooks().get(0).hasWeakSecret()).isTrue();
    environment.put("PATH_SECRET", "d41d8cd98f00b204e9800998ecf8427e");
    assertThat(read("listen: 0.0.0.0:1\n" + hook).hooks().get(0).hasWeakSecret()).isFalse();
  }

  @Test
  void tokensOfAnIssuerNeedNoSecret() {
    Hook hook =
        read("""
            listen: 0.0.0.0:1
            hooks:
              - name: gar
                type: generic
                registry: r.io
                auth: oidc
                oidc:
                  issuer: https://accounts.google.com
                  audience: [https://tagboat.acme.io/hooks/gar, old]
                  email: push@acme.iam.gserviceaccount.com
                  jwks-uri: https://www.googleapis.com/oauth2/v3/certs
            """)
            .hooks()
            .get(0);

    assertThat(hook.auth()).isEqualTo(AuthKind.OIDC);
    assertThat(hook.secrets()).isEmpty();
    assertThat(hook.trust().oidc())
        .isEqualTo(
            new Oidc(
                "https://accounts.google.com",
                List.of("https://tagboat.acme.io/hooks/gar", "old"),
                List.of(),
                List.of("push@acme.iam.gserviceaccount.com"),
                URI.create("https://www.googleapis.com/oauth2/v3/certs")));
  }

  @Test
  void authIsToldByWhatItNeeds() {
    String hook = "hooks:\n  - { name: a, type: generic, registry: r.io, ";

    assertThat(
            read(hook + "oidc: { issuer: https://i.io, audience: a, subject: 'repo:a/b:*' } }")
                .hooks()
                .get(0)
                .auth())
        .isEqualTo(AuthKind.OIDC);
    assertThat(read(hook + "auth-header: X-Api-Key }").hooks().get(0))
        .returns(AuthKind.HEADER, Hook::auth)
        .returns(new Trust("X-Api-Key", null, null), Hook::trust);
  }

  @Test
  void whatDoesNotFitTheAuthIsSaidAtItsPlace() {
    environment.put("HOOK_SECRET", "s3cret-of-the-hook");
    String problems =
        problems(
            """
            hooks:
              - { name: a, type: generic, registry: r.io, auth: oidc }
              - { name: b, type: generic, registry: r.io, auth: sns }
              - { name: c, type: generic, registry: r.io, auth: hmac-sha1 }
              - { name: d, type: generic, registry: r.io, auth: bearer, auth-header: X-Key }
              - { name: e, type: generic, registry: r.io, auth: header, auth-header: "X Key" }
              - name: f
                type: generic
                registry: r.io
                auth: basic
                oidc: { issuer: https://i.io, audience: a, subject: s }
              - name: g
                type: generic
                registry: r.io
                secret: ${HOOK_SECRET}
                oidc: { issuer: https://i.io, audience: a, subject: s }
              - name: h
                type: generic
                registry: r.io
                oidc: { issuer: http://i.io, audience: a, subject: s }
              - name: i
                type: generic
                registry: r.io
                oidc: { issuer: https://i.io, audience: a }
              - name: j
                type: generic
                registry: r.io
                oidc: { issuer: https://i.io, audience: a, subject: "repo*" }
              - name: k
                type: generic
                registry: r.io
                oidc: { issuer: https://i.io, audience: a, subject: s, jwks-uri: "ftp://i.io" }
              - name: l
                type: generic
                registry: r.io
                sns: { topics: "arn:aws:s3:::bucket" }
              - name: m
                type: generic
                registry: r.io
                oidc: { isuer: https://i.io, audience: a, subject: s }
            """);

    assertThat(problems.lines())
        .allMatch(line -> line.matches("FILE:\\d+:\\d+: .+"))
        .anyMatch(
            line ->
                line.equals(
                    "FILE:2:53: auth: 'auth: oidc' needs 'oidc' with issuer, audience and subject"))
        .anyMatch(line -> line.equals("FILE:3:53: auth: sns is only for the type ecr"))
        .anyMatch(line -> line.startsWith("FILE:4:53: auth: hmac-sha1 is only for the type nexus"))
        .anyMatch(line -> line.equals("FILE:5:74: auth-header: is for 'auth: header' only"))
        .anyMatch(line -> line.startsWith("FILE:6:74: auth-header: is not a name"))
        .anyMatch(line -> line.equals("FILE:11:11: oidc: is for 'auth: oidc' only"))
        .anyMatch(
            line -> line.equals("FILE:15:13: secret: 'auth: oidc' shares no secret; leave it out"))
        .anyMatch(line -> line.equals("FILE:20:21: issuer: must be an https:// address"))
        .anyMatch(line -> line.startsWith("FILE:24:11: oidc: needs a subject or an email"))
        .anyMatch(line -> line.startsWith("FILE:28:11: oidc: a subject is compared whole"))
        .anyMatch(line -> line.startsWith("FILE:32:70: jwks-uri: must be an https"));
    assertThat(problems).contains("a topic is named by its ARN", "did you mean 'issuer'?");
    assertThat(problems).doesNotContain("s3cret");
  }

  @Test
  void whatCannotWorkOrIsNotMeantIsRefused() {
    environment.put("T", "a-token-of-the-forge");
    String problems =
        problems(
            """
            hooks:
              - { name: a, type: generic, registry: r.io, images: [] }
              - { name: b, type: generic, registry: r.io, auth-header: Content-Length }
              - { name: c, type: generic, registry: r.io, auth-header: transfer-Encoding }
              - { name: d, type: gar, registry: r.io }
              - { name: e, type: gar, registry: r.io, auth: path }
              - { name: f, type: quay, registry: quay.io, auth: hmac-sha256 }
              - name: g
                type: dockerhub
                registry: docker.io
                oidc: { issuer: https://i.io, audience: a, subject: s }
              - name: h
                type: gar
                registry: r.io
                sns: { topics: "arn:aws:sns:eu-central-1:123456789012:a" }
            repositories:
              - url: file:///srv/config.git
                forge: { type: git, token: "${T}" }
                images: ["r.io/*"]
              - url: https://git.acme.io/config.git
                forge: { type: git, token: "${T}" }
                images: []
            """);

    assertThat(problems.lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith("is empty; name images, such as registry.acme.io/acme/*, or '*'"),
            line -> assertThat(line).startsWith("FILE:3:").contains("HTTP itself has another use"),
            line -> assertThat(line).startsWith("FILE:4:").contains("HTTP itself has another use"),
            line -> assertThat(line).startsWith("FILE:5:").contains("write 'oidc' with issuer"),
            line ->
                assertThat(line)
                    .startsWith("FILE:7:")
                    .contains("senders of the type quay sign nothing; leave 'auth' out"),
            line -> assertThat(line).contains("senders of the type dockerhub sign nothing"),
            line -> assertThat(line).endsWith("sns: sns is only for the type ecr"),
            line -> assertThat(line).startsWith("FILE:17:").endsWith("ssh: URL, not file:"),
            line -> assertThat(line).contains("images: is empty"));
  }

  @Test
  void aStarAloneIsEverythingInTheHooksRegistry() {
    Hook hook =
        read("hooks: [{ name: a, type: generic, registry: r.io, images: ['*'] }]").hooks().get(0);

    assertThat(hook.allows(ImageName.parse("r.io/app").orElseThrow())).isTrue();
    assertThat(hook.allows(ImageName.parse("r.io/a/b/c").orElseThrow())).isTrue();
    assertThat(hook.allows(ImageName.parse("other.io/app").orElseThrow())).isFalse();
  }

  @Test
  void limitsAndProxies() {
    Front front =
        read("""
            limits: { body: 512KiB, requests-per-second: 5 }
            trusted-proxies: [10.0.0.0/8, "::1"]
            """)
            .front();

    assertThat(front.body()).isEqualTo(512 * 1024);
    assertThat(front.rate()).isEqualTo(new Front.Rate(5, 50, true));
    assertThat(front.trustedProxies())
        .containsExactly(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1"));
    assertThat(read("").front()).isEqualTo(Front.STANDARD);
    assertThat(
            problems(
                    """
                limits: { body: 64MiB, requests-per-second: 0, burst: -1 }
                trusted-proxies: [10.0.0.0/33, example.org, "1.2.3"]
                """)
                .lines())
        .hasSize(6)
        .anyMatch(line -> line.startsWith("FILE:1:17: body: must be a size from 1KiB to 32MiB"))
        .anyMatch(line -> line.startsWith("FILE:1:45: requests-per-second: must be"))
        .anyMatch(line -> line.startsWith("FILE:2:19: trusted-proxies[0]: must be an address"));
  }

  @Test
  void rangesHoldWhatBeginsWithTheSameBits() throws UnknownHostException {
    AddressRange range = AddressRange.parse("10.16.0.0/12");

    assertThat(range.contains(InetAddress.getByName("10.31.255.255"))).isTrue();
    assertThat(range.contains(InetAddress.getByName("10.32.0.0"))).isFalse();
    assertThat(range.contains(InetAddress.getByName("2001:db8::1"))).isFalse();
    assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("1.2.3.4"))).isTrue();
    assertThat(AddressRange.parse("fd00::/8").contains(InetAddress.getByName("fdff::1"))).isTrue();
  }
}
