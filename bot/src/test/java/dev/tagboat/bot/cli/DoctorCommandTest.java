package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a forge on this machine, on a machine that holds nothing else. */
class DoctorCommandTest {
  private final EmbeddedForge forge;
  private final Path root;
  private final Map<String, String> env = new HashMap<>();

  DoctorCommandTest(@TempDir Path dir) {
    this.root = dir.resolve("root");
    this.forge =
        EmbeddedForge.start(
            ForgeConfig.in(dir.resolve("forge"))
                .withToken(ForgeToken.forBot("ghs_bots-own", "tagboat"))
                .withToken(ForgeToken.forAdministrator("ghp_of-the-admin", "ada"))
                .withToken(ForgeToken.readOnly("github_pat_reader", "bob")));
  }

  @BeforeEach
  void fill() {
    forge.addRepository("acme", "config");
    forge.commit("acme", "config", "main", "ada", "Start", Map.of("a.yaml", new byte[] {'1'}));
    env.put("GITHUB_API_URL", forge.apiUrl().toString());
    env.put("HOME", root.resolve("home").toString());
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  private Cli doctor(String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Clock clock = Clock.systemUTC();
    Console console = new Console(InputStream.nullInputStream(), out, err, env, false, clock);
    String[] args = new String[more.length + 1];
    args[0] = "doctor";
    System.arraycopy(more, 0, args, 1, more.length);
    int code = Main.run(args, new Context(console, env, clock, root));
    return new Cli(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Cli atRepository(String token) {
    env.put("GITHUB_TOKEN", token);
    return doctor("--repo", forge.cloneUrl("acme", "config").toString());
  }

  @Test
  void aTokenThatMayDoWhatIsNeededIsWellWhereTheBranchIsProtected() {
    forge.protect("acme", "config", "main", List.of("build"), false);

    Cli run = atRepository("ghs_bots-own");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            ok       github: kind: A token of a GitHub App's installation.
            ok       github: contents: It may push branches.
            ok       github: pull requests: It may open pull requests.
            ok       github: base branch: The base branch is protected.
            ok       registry: logins: No login for any registry is stored.
            ok       cluster: service account: No service-account token is mounted.
            ok       cluster: kubeconfig: No kubeconfig is in reach.
            """);
  }

  @Test
  void aPushToTheBaseBranchThatNothingStopsIsTooMuch() {
    Cli run = atRepository("ghs_bots-own");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            """
            too-much github: base branch: Nothing keeps it from pushing to the base branch without a pull request.
                     -> Protect the branch: require a pull request before merging.
            """);
  }

  @Test
  void anAdministratorsTokenIsTooMuch() {
    forge.protect("acme", "config", "main", List.of("build"), false);

    Cli run = atRepository("ghp_of-the-admin");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "warning  github: kind: A classic personal access token",
            "too-much github: scopes: It also has admin:repo_hook.",
            "too-much github: administration: It may administer the repository.")
        .doesNotContain("ghp_of-the-admin");
  }

  @Test
  void aTokenThatMayOnlyReadCannotPropose() {
    Cli run = atRepository("github_pat_reader");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "warning  github: contents: It may not push branches.",
            "warning  github: pull requests: It may not open pull requests.",
            "-> Allow pull requests: write.");
  }

  @Test
  void changesNothing() {
    Cli run = atRepository("ghp_of-the-admin");

    assertThat(run.code()).isEqualTo(1);
    assertThat(forge.pullRequests("acme", "config")).isEmpty();
    assertThat(forge.requests())
        .filteredOn(request -> !request.method().equals("GET"))
        .extracting("path")
        .containsExactlyInAnyOrder(
            "/api/v3/repos/acme/config/git/refs",
            "/api/v3/repos/acme/config/pulls",
            "/api/v3/repos/acme/config/labels");
  }

  @Test
  void aTokenThatGitHubDoesNotTakeIsToldAndNotShown() {
    Cli run = atRepository("ghp_revoked");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("unknown  github: credentials: Tried to look at the token, but GitHub does not")
        .doesNotContain("ghp_revoked");
  }

  @Test
  void clusterAndRegistryCredentialsAreSeen() throws IOException {
    Path token = root.resolve("var/run/secrets/kubernetes.io/serviceaccount/token");
    Files.createDirectories(token.getParent());
    Files.writeString(token, "the-secret");
    Path docker = Files.createDirectories(root.resolve("home/.docker"));
    Files.writeString(
        docker.resolve("config.json"),
        "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"dTpw\"},\"ghcr.io\":{}}}");

    Cli run = doctor("-o", "json");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            [
              {"component":"github","what":"credentials","status":"warning","sentence":"There are none for GitHub, so propose cannot open pull requests.","advice":"Set GITHUB_TOKEN, or TAGBOAT_APP_ID and TAGBOAT_APP_PRIVATE_KEY_FILE."},
              {"component":"registry","what":"docker.io","status":"unknown","sentence":"There is a login for docker.io; whether it could push was not asked.","advice":"Name an image of it with --image to find out."},
              {"component":"registry","what":"ghcr.io","status":"unknown","sentence":"There is a login for ghcr.io; whether it could push was not asked.","advice":"Name an image of it with --image to find out."},
              {"component":"cluster","what":"service account","status":"too-much","sentence":"A service-account token is mounted at /var/run/secrets/kubernetes.io/serviceaccount/token: this process can ask the cluster.","advice":"Set automountServiceAccountToken: false in the pod, or on its service account."},
              {"component":"cluster","what":"kubeconfig","status":"ok","sentence":"No kubeconfig is in reach.","advice":null}
            ]
            """);
  }

  @Test
  void aKubeconfigIsTooMuch() throws IOException {
    Path named = Files.writeString(Files.createDirectories(root).resolve("admin.conf"), "x");
    env.put("KUBECONFIG", "/no/such/file:" + named);

    assertThat(doctor().out()).contains("too-much cluster: kubeconfig: There is a kubeconfig at ");
  }

  @Test
  void badUsageIsExitCodeTwo() {
    assertThat(doctor("--image", "nginx:1.2").code()).isEqualTo(2);
    assertThat(doctor("--repo", "https://user:pw@github.com/acme/config").code()).isEqualTo(2);
    assertThat(doctor("--branch", "a..b").code()).isEqualTo(2);
    env.put("TAGBOAT_APP_ID", "12");
    assertThat(doctor().err()).contains("needs both TAGBOAT_APP_ID and");
  }

  // Without a token it was not looked at, and all seemed well.
  @Test
  void aWrongApiUrlIsBadUsageWithoutATokenToo() {
    Cli run = doctor("--api-url", "ftp://example.com");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tagboat: api-url must be an https: URL");
  }
}
