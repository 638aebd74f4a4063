package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Announcer.Course;
import dev.tagboat.bot.forge.Announcer.News;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.contract.ContractInterceptor;
import dev.tagboat.bot.forge.contract.GitHubContract;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.forge.embedded.Permission;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of commits, against the embedded forge, each exchange held to the contract. */
class AnnouncementsTest {
  private static final News ROLLING = new News(Course.UNDER_WAY, "applied, progressing: 1/3");
  private static final News HEALTHY = new News(Course.GOOD, "applied, healthy");
  private static final String MARKER = "<!-- tagboat: clusters -->";

  @TempDir Path dir;
  private final ManualClock clock = new ManualClock(Instant.now());
  private final ContractInterceptor contract =
      new ContractInterceptor(GitHubContract.shared(), "/api/v3");
  private final OkHttpClient client =
      HttpClients.shared().newBuilder().addNetworkInterceptor(contract).build();
  private EmbeddedForge server;
  private GitHubForge forge;
  private Announcer announcer;

  @BeforeEach
  void start() throws IOException, GitAPIException {
    server =
        EmbeddedForge.start(
            ForgeConfig.in(dir.resolve("forge"))
                .withToken(
                    ForgeToken.forBot("ghp_bot", "tagboat")
                        .with(Permission.DEPLOYMENTS, Permission.Access.WRITE))
                .withToken(ForgeToken.forBot("ghp_narrow", "narrow"))
                .withToken(ForgeToken.forAdministrator("ghp_admin", "admin")));
    Path bare = server.addRepository("acme", "config");
    commit("main", "1.0.0");
    try (Git git = Git.open(bare.toFile())) {
      git.branchCreate().setName("bump").setStartPoint("main").call();
    }
    commit("bump", "1.1.0");
    forge = connect("ghp_bot");
    announcer = forge.announcer().orElseThrow();
  }

  @AfterEach
  void stop() {
    server.close();
    contract.assertClean();
  }

  private void commit(String branch, String tag) {
    byte[] text = ("image: web:" + tag + "\n").getBytes(StandardCharsets.UTF_8);
    server.commit("acme", "config", branch, "dev", "Set " + tag, Map.of("web.yaml", text));
  }

  private GitHubForge connect(String token) {
    GitHubSettings settings =
        GitHubSettings.of(
            server.cloneUrl("acme", "config"), null, new Credentials.Token(Secret.of(token)));
    return GitHubForge.connect(settings, client, clock, clock);
  }

  private int open() {
    return forge.open(new Proposal("bump", "main", "Bump", "text", false)).orElseThrow().number();
  }

  private CommitId merged() {
    int number = open();
    assertThat(announcer.mergeCommit(number)).isEmpty();
    server.merge("acme", "config", number);
    return announcer.mergeCommit(number).orElseThrow();
  }

  private long written() {
    return server.requests().stream()
        .filter(request -> List.of("POST", "PATCH").contains(request.method()))
        .count();
  }

  @Test
  void theSameIsWrittenOnceAndNewsOnTopOfIt() {
    CommitId merge = merged();
    long before = written();

    announcer.status(merge, "tagboat/prod", ROLLING, false);
    announcer.status(merge, "tagboat/prod", ROLLING, false);
    announcer.status(merge, "tagboat/edge", ROLLING, false);
    announcer.status(merge, "tagboat/prod", HEALTHY, false);

    assertThat(written() - before).isEqualTo(3);
  }

  @Test
  void aDeploymentIsMadeOnceAndFollowed() {
    CommitId merge = merged();
    long before = written();

    announcer.deployment(merge, "production", ROLLING);
    announcer.deployment(merge, "production", ROLLING);
    announcer.deployment(merge, "production", HEALTHY);
    assertThat(written() - before).isEqualTo(3);

    announcer.deployment(merge, "edge", HEALTHY);
    assertThat(written() - before).isEqualTo(5);
  }

  @Test
  void aCommentIsEditedNotRepeated() {
    int number = open();
    forge.comment(number, "something else");
    announcer.comment(number, MARKER, "prod: progressing");
    long before = written();
    announcer.comment(number, MARKER, "prod: progressing");
    assertThat(written()).isEqualTo(before);
    announcer.comment(number, MARKER, "prod: healthy");

    assertThat(forge.comments(number))
        .extracting(Comment::body)
        .containsExactly("something else", MARKER + "\nprod: healthy");
  }

  @Test
  void anothersCommentIsLeftAloneWhateverItSays() {
    int number = open();
    connect("ghp_admin").comment(number, MARKER + "\nprod: all is well, trust me");
    announcer.comment(number, MARKER, "prod: failed");

    assertThat(forge.comments(number))
        .extracting(Comment::author)
        .containsExactly("admin", "tagboat");
  }

  @Test
  void longSentencesAreCutBetweenCharacters() {
    CommitId merge = merged();
    News news = new News(Course.BAD, "x" + "\uD83D\uDEA2".repeat(200));

    announcer.status(merge, "tagboat/prod", news, false);
    announcer.deployment(merge, "prod", news);
    announcer.deployment(merge, "prod", news);

    assertThat(server.requests())
        .anySatisfy(request -> assertThat(request.path()).endsWith("/deployments"));
  }

  @Test
  void aTokenWithoutTheRightIsTheUsersMatter() {
    CommitId merge = merged();
    Announcer narrow = connect("ghp_narrow").announcer().orElseThrow();

    assertThat(narrow.status(merge, "tagboat/prod", HEALTHY, false)).isEmpty();
    assertThatThrownBy(() -> narrow.deployment(merge, "prod", HEALTHY))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("deployments: write");
  }
}
