package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.contract.ContractInterceptor;
import dev.tagboat.bot.forge.contract.GitHubContract;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeApp;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.forge.embedded.Permission;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call of the adapter against the embedded forge, each exchange held to the contract. */
class GitHubOnEmbeddedForgeTest {
  private static final Decoration EVERYTHING =
      new Decoration(
          List.of("image update", "ä/b"), List.of("reader"), List.of(), List.of("admin"));

  private static final KeyPair KEYS = keys();

  @TempDir Path dir;
  private final ManualClock clock = new ManualClock(Instant.now());
  private final ContractInterceptor contract =
      new ContractInterceptor(GitHubContract.shared(), "/api/v3");
  private final OkHttpClient client =
      HttpClients.shared().newBuilder().addNetworkInterceptor(contract).build();
  private EmbeddedForge server;
  private GitHubForge forge;

  @BeforeEach
  void start() throws IOException, GitAPIException {
    server =
        EmbeddedForge.start(
            ForgeConfig.in(dir.resolve("forge"))
                .withToken(ForgeToken.forBot("ghp_bot", "tagboat"))
                .withToken(ForgeToken.readOnly("ghp_reader", "reader"))
                .withToken(
                    ForgeToken.forBot("ghp_narrow", "narrow")
                        .with(Permission.ISSUES, Permission.Access.READ))
                .withToken(ForgeToken.forAdministrator("ghp_admin", "admin"))
                .withApp(new ForgeApp(42, "tagboat", (RSAPublicKey) KEYS.getPublic())));
    Path bare = server.addRepository("acme", "config");
    commit("main", "1.0.0");
    try (Git git = Git.open(bare.toFile())) {
      git.branchCreate().setName("bump").setStartPoint("main").call();
      git.branchCreate().setName("same").setStartPoint("main").call();
    }
    commit("bump", "1.1.0");
    forge = connect(new Credentials.Token(Secret.of("ghp_bot")));
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.faults().pending()).isEmpty();
    contract.assertClean();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void commit(String branch, String tag) {
    byte[] text = ("image: web:" + tag + "\n").getBytes(StandardCharsets.UTF_8);
    server.commit("acme", "config", branch, "dev", "Set " + tag, Map.of("web.yaml", text));
  }

  private GitHubForge connect(Credentials credentials) {
    GitHubSettings settings =
        GitHubSettings.of(server.cloneUrl("acme", "config"), null, credentials);
    return GitHubForge.connect(settings, client, clock, clock);
  }

  private PullRequest open() {
    return forge
        .open(new Proposal("bump", "main", "Bump \"web\"", "**text** ü", false))
        .orElseThrow();
  }

  @Test
  void whoMayNotMakeLabelsSetsThoseThatAreThere() {
    forge.decorate(
        open().number(),
        new Decoration(List.of("known"), List.of(), List.of(), List.of()),
        null,
        true);
    forge.close(1);
    PullRequest second = open();
    GitHubForge narrow = connect(new Credentials.Token(Secret.of("ghp_narrow")));

    List<String> warnings =
        narrow.decorate(
            second.number(),
            new Decoration(List.of("new", "known"), List.of(), List.of(), List.of()),
            null,
            true);

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("\"new\" is not set", "may write issues");
    assertThat(narrow.get(second.number()).orElseThrow().marks().labels()).containsExactly("known");
  }

  @Test
  void aPullRequestFromOpeningToClosing() {
    assertThat(forge.find("bump", "main")).isEmpty();

    PullRequest opened = open();

    assertThat(opened.state()).isEqualTo(PullRequest.State.OPEN);
    assertThat(opened.body()).isEqualTo("**text** ü");
    assertThat(opened.head()).isEqualTo("bump");
    assertThat(opened.url()).startsWith(server.webUrl().toString());
    assertThat(forge.find("bump", "main")).containsExactly(opened);
    assertThat(forge.get(opened.number())).contains(opened);
    assertThat(forge.get(99)).isEmpty();

    PullRequest rewritten = forge.rewrite(opened.number(), "New", "newer");
    assertThat(rewritten.title()).isEqualTo("New");
    assertThat(rewritten.body()).isEqualTo("newer");

    forge.comment(opened.number(), "a word");
    forge.close(opened.number());
    assertThat(forge.find("bump", "main"))
        .extracting(PullRequest::state)
        .containsExactly(PullRequest.State.CLOSED);
  }

  @Test
  void openingTwiceGivesOne() {
    PullRequest first = open();

    assertThat(open()).isEqualTo(first);
    assertThat(server.pullRequests("acme", "config")).hasSize(1);
  }

  @Test
  void aDraftStaysOne() {
    PullRequest draft = forge.open(new Proposal("bump", "main", "t", "", true)).orElseThrow();

    assertThat(draft.draft()).isTrue();
    assertThat(forge.find("bump", "main")).containsExactly(draft);
  }

  @Test
  void aLostAnswerToACreationGivesOne() {
    server.faults().loseAnswer("POST", "/api/v3/repos/acme/config/pulls", 1);

    assertThat(open().isOpen()).isTrue();
    assertThat(server.pullRequests("acme", "config")).hasSize(1);
  }

  @Test
  void aBranchWithoutNewsIsRefused() {
    assertThatThrownBy(() -> forge.open(new Proposal("same", "main", "t", "", false)))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("holds no commit");
  }

  @Test
  void decoratesAndDoesItAgainWithoutHarm() {
    int number = open().number();

    assertThat(forge.decorate(number, EVERYTHING, null, false)).isEmpty();
    assertThat(forge.decorate(number, EVERYTHING, null, false)).isEmpty();
    assertThat(
            connect(new Credentials.Token(Secret.of("ghp_bot")))
                .decorate(number, EVERYTHING, null, false))
        .isEmpty();
  }

  @Test
  void aPullRequestThatIsNotFoundYetIsWaitedFor() {
    int number = open().number();
    server.faults().notResolvedYet("/api/v3/repos/acme/config/issues/" + number + "/labels", 2);

    assertThat(
            forge.decorate(
                number, new Decoration(List.of("l"), List.of(), List.of(), List.of()), null, false))
        .isEmpty();
    assertThat(clock.slept()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aReaderMayNotWrite() {
    GitHubForge reader = connect(new Credentials.Token(Secret.of("ghp_reader")));
    int number = open().number();

    assertThat(reader.find("bump", "main")).hasSize(1);
    assertThatThrownBy(() -> reader.comment(number, "hi")).isInstanceOf(UserFault.class);
  }

  @Test
  void aWrongTokenIsTheUsersMatter() {
    GitHubForge wrong = connect(new Credentials.Token(Secret.of("ghp_wrong")));

    assertThatThrownBy(() -> wrong.find("bump", "main"))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("does not accept our credentials");
  }

  @Test
  void theSecondaryLimitIsHandedOn() {
    open();
    server.faults().secondaryLimit("GET", "/api/v3/repos/acme/config/pulls", 1, Optional.empty());

    assertThatThrownBy(() -> forge.find("bump", "main")).isInstanceOf(TransientFault.class);
    clock.advance(Duration.ofMinutes(1));
    assertThat(forge.find("bump", "main")).hasSize(1);
  }

  @Test
  void anAppOpensOneAndRenewsItsTokenInTime() throws IOException {
    Path pem = dir.resolve("app.pem");
    Files.writeString(pem, Pem.pkcs1(KEYS.getPrivate()));
    GitHubForge app = connect(new Credentials.App(42, pem));

    PullRequest opened = app.open(new Proposal("bump", "main", "t", "b", false)).orElseThrow();
    Secret first = app.login().get().password();
    Secret same = app.login().get().password();
    clock.advance(Duration.ofMinutes(56));
    Secret renewed = app.login().get().password();

    assertThat(opened.isOpen()).isTrue();
    assertThat(same).isEqualTo(first);
    assertThat(renewed).isNotEqualTo(first);
    assertThat(app.find("bump", "main")).containsExactly(opened);
  }

  @Test
  void aKeyOfAnotherAppIsTheUsersMatter() throws IOException {
    Path pem = dir.resolve("other.pem");
    Files.writeString(pem, Pem.pkcs8(keys().getPrivate()));

    assertThatThrownBy(() -> connect(new Credentials.App(42, pem)).find("bump", "main"))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("get a token for acme/config as GitHub App 42");
  }

  @Test
  void graphQlTakesValuesAsVariables() {
    PullRequest opened = open();
    Connection connection =
        Connection.of(
            GitHubSettings.of(
                server.cloneUrl("acme", "config"),
                null,
                new Credentials.Token(Secret.of("ghp_bot"))),
            client,
            clock,
            clock);
    GraphQl graphQl =
        new GraphQl(
            connection.rest(),
            GitHubSettings.of(
                    server.cloneUrl("acme", "config"),
                    null,
                    new Credentials.Token(Secret.of("ghp_bot")))
                .graphQlUrl());

    String title =
        graphQl
            .query(
                "read a title",
                "query($o:String!,$n:String!,$p:Int!){repository(owner:$o,name:$n){"
                    + "pullRequest(number:$p){title}}}",
                Map.of("o", "acme", "n", "config", "p", opened.number()))
            .at("/repository/pullRequest/title")
            .asText();

    assertThat(title).isEqualTo("Bump \"web\"");
  }
}
