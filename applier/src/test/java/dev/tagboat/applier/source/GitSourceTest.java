package dev.tagboat.applier.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tagboat.applier.config.SignersConfig;
import dev.tagboat.applier.config.SourceConfig;
import dev.tagboat.applier.run.ConfigRepo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GitSourceTest {
  private static final Source.Known NONE = Source.Known.NOTHING;

  @TempDir private Path folder;

  private ConfigRepo repo;
  private GitSource source;

  @BeforeEach
  void start() throws IOException {
    repo = ConfigRepo.in(folder.resolve("repo.git"));
    source = source(Limits.DEFAULT, "main", repo.url());
  }

  @AfterEach
  void stop() {
    source.close();
    repo.close();
  }

  private GitSource source(Limits limits, String branch, String url) {
    SourceConfig config = config(url, branch, "prod", Optional.empty());
    return GitSource.open(config, limits, Optional.of(folder.resolve("data")));
  }

  private static Source.Known after(String applied) {
    return new Source.Known(Optional.of(applied), Optional.empty(), Optional.empty());
  }

  private static Revision ready(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Ready.class);
    return ((Fetched.Ready) fetched).revision();
  }

  private static SourceFault failed(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    return ((Fetched.Failed) fetched).fault();
  }

  private static List<String> paths(List<SourceFile> files) {
    return files.stream().map(SourceFile::path).toList();
  }

  @Test
  void readsTheFolderOnlyAndNothingHidden() throws IOException {
    String commit =
        repo.put("prod/a.yaml", "a")
            .put("prod/sub/b.yaml", "b")
            .put("prod/.hidden/c.yaml", "c")
            .put("production/d.yaml", "d")
            .put("e.yaml", "e")
            .commit();

    Revision revision = ready(source.fetch(NONE));

    assertThat(revision.commit()).isEqualTo(commit);
    assertThat(paths(revision.files())).containsExactly("prod/a.yaml", "prod/sub/b.yaml");
    assertThat(revision.files().get(0).bytes()).containsExactly('a');
    assertThat(paths(revision.everything().files()))
        .containsExactly(
            "e.yaml", "prod/.hidden/c.yaml", "prod/a.yaml", "prod/sub/b.yaml", "production/d.yaml");
  }

  @Test
  void whatIsTooLargeInAnotherFolderIsLeftOut() throws IOException {
    GitSource small = source(new Limits(10, 5, 100), "main", repo.url());
    repo.put("prod/a.yaml", "a").put("docs/picture", "123456").commit();

    WholeRepo whole = ready(small.fetch(NONE)).everything();

    assertThat(paths(whole.files())).containsExactly("prod/a.yaml");
    assertThat(whole.leftOut()).containsExactly("docs/picture");
  }

  private long packs() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/config.git/objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  private Revision commitAndFetch(int number) throws IOException {
    repo.put("prod/a.yaml", String.valueOf(number)).commit();
    return ready(source.fetch(NONE));
  }

  @Test
  void packsDoNotGrowWithoutEnd() throws IOException {
    for (int i = 0; i < 40; i++) {
      commitAndFetch(i);
    }
    String applied = commitAndFetch(40).commit();
    source.keep(applied);
    assertThat(packs()).isEqualTo(41);

    for (int i = 41; i < 60; i++) {
      Revision revision = commitAndFetch(i);
      assertThat(packs()).isLessThanOrEqualTo(50);
      assertThat(paths(revision.everything().files())).containsExactly("prod/a.yaml");
    }

    assertThat(packs()).isLessThan(20);
    assertThat(source.kept().orElseThrow().commit()).isEqualTo(applied);
    assertThat(ready(source.fetch(after(applied))).files().get(0).bytes())
        .isEqualTo("59".getBytes(StandardCharsets.UTF_8));
    assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**.{new,old}");
  }

  // It is what is healed while no later revision can be applied.
  @Test
  void theCommitThatIsKeptIsInTheNewCloneTooHoweverOldItIs() throws IOException {
    String applied = commitAndFetch(0).commit();
    source.keep(applied);

    for (int i = 1; i <= 55; i++) {
      commitAndFetch(i);
    }

    assertThat(packs()).isLessThan(20);
    assertThat(source.kept().orElseThrow().commit()).isEqualTo(applied);
  }

  @Test
  void theCloneIsNotMadeAnewWithoutTheCommitThatIsKept() throws IOException {
    String applied = commitAndFetch(0).commit();
    source.keep(applied);
    repo.put("prod/a.yaml", "other").rewrite();

    for (int i = 1; i <= 55; i++) {
      commitAndFetch(i);
    }

    assertThat(packs()).isGreaterThan(50);
    assertThat(source.kept().orElseThrow().commit()).isEqualTo(applied);
  }

  @Test
  void aSwapThatWasCutOffIsUndone() throws IOException {
    String applied = commitAndFetch(0).commit();
    source.keep(applied);
    Files.move(folder.resolve("data/config.git"), folder.resolve("data/config.git.old"));

    GitSource next = source(Limits.DEFAULT, "main", repo.url());

    assertThat(next.kept().orElseThrow().commit()).isEqualTo(applied);
  }

  @Test
  void anOrdinaryCommitDescendsAlsoWhenManyCameAtOnce() throws IOException {
    String first = repo.put("prod/a.yaml", "0").commit();
    for (int i = 1; i <= 120; i++) {
      repo.put("prod/a.yaml", String.valueOf(i)).commit();
    }

    Revision revision = ready(source.fetch(after(first)));

    assertThat(new String(revision.files().get(0).bytes(), StandardCharsets.UTF_8))
        .isEqualTo("120");
  }

  @Test
  void aRewrittenHistoryIsAFaultUnlessAccepted() throws IOException {
    String first = repo.put("prod/a.yaml", "0").commit();
    ready(source.fetch(NONE));
    String second = repo.put("prod/a.yaml", "1").rewrite();

    SourceFault fault = failed(source.fetch(after(first)));
    Revision accepted =
        ready(
            source.fetch(
                new Source.Known(Optional.of(first), Optional.of(second), Optional.empty())));

    assertThat(fault.kind()).isEqualTo(SourceFault.Kind.REWRITTEN);
    assertThat(fault.sentence()).contains(first, second);
    assertThat(accepted.commit()).isEqualTo(second);
  }

  @Test
  void goingBackToAnOldCommitIsARewriteToo() throws IOException {
    repo.put("prod/a.yaml", "0").commit();
    String second = repo.put("prod/a.yaml", "1").commit();
    ready(source.fetch(NONE));
    repo.put("prod/a.yaml", "0").rewrite();

    assertThat(failed(source.fetch(after(second))).kind()).isEqualTo(SourceFault.Kind.REWRITTEN);
  }

  @Test
  void whatIsHeldIsNotReadAgain() throws IOException {
    String commit = repo.put("prod/a.yaml", "0").commit();

    assertThat(
            source.fetch(new Source.Known(Optional.empty(), Optional.empty(), Optional.of(commit))))
        .isInstanceOf(Fetched.Same.class);
  }

  @Test
  void tellsWhetherItCouldPush() throws IOException {
    repo.put("prod/a.yaml", "0").commit();

    assertThat(source.canPush()).isTrue();
    assertThat(source(Limits.DEFAULT, "main", "http://127.0.0.1:1/x.git").canPush()).isFalse();
  }

  @Test
  void aBranchThatIsGoneIsAFault() throws IOException {
    repo.put("prod/a.yaml", "0").commit();
    ready(source.fetch(NONE));
    repo.deleteBranch();

    assertThat(failed(source.fetch(NONE)).kind()).isEqualTo(SourceFault.Kind.BRANCH_GONE);
  }

  @Test
  void aServerThatIsGoneIsAFault() {
    GitSource nowhere = source(Limits.DEFAULT, "main", "http://127.0.0.1:1/x.git");

    SourceFault fault = failed(nowhere.fetch(NONE));

    assertThat(fault.kind()).isEqualTo(SourceFault.Kind.UNREACHABLE);
    assertThat(fault.sentence()).contains("http://127.0.0.1:1/x.git");
  }

  @Test
  void aFolderThatIsGoneIsAFault() throws IOException {
    repo.put("other/a.yaml", "0").commit();

    SourceFault fault = failed(source.fetch(NONE));

    assertThat(fault.kind()).isEqualTo(SourceFault.Kind.UNFIT);
    assertThat(fault.sentence()).contains("no folder prod");
  }

  @Test
  void linksAndSubmodulesAreFaults() throws IOException {
    repo.put("prod/a.yaml", "../../etc/passwd").commitAs(FileMode.SYMLINK);
    SourceFault link = failed(source.fetch(NONE));
    repo.commitAs(FileMode.GITLINK);

    SourceFault module = failed(source.fetch(NONE));

    assertThat(link.sentence()).contains("prod/a.yaml is a symbolic link");
    assertThat(module.sentence()).contains("prod/a.yaml is a submodule");
  }

  @Test
  void tooMuchIsAFault() throws IOException {
    repo.put("prod/a.yaml", "x".repeat(100)).put("prod/b.yaml", "y").commit();

    assertThat(failed(source(new Limits(10, 50, 1000), "main", repo.url()).fetch(NONE)))
        .isEqualTo(
            new SourceFault(
                SourceFault.Kind.UNFIT,
                "prod/a.yaml has 100 bytes, and no file may have more than 50 (source.max-file)."
                    + " Split it, or raise that."));
    assertThat(failed(source(new Limits(1, 500, 1000), "main", repo.url()).fetch(NONE)))
        .extracting(SourceFault::sentence)
        .asString()
        .contains("more than 1 files");
  }

  @Test
  void aCloneThatLostObjectsIsMadeAnew() throws IOException {
    String commit = repo.put("prod/a.yaml", "0").commit();
    ready(source.fetch(NONE));
    Path objects = folder.resolve("data/config.git/objects");
    try (Stream<Path> all = Files.walk(objects)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        file.toFile().setWritable(true);
        Files.write(file, new byte[] {1, 2, 3});
      }
    }

    Revision revision = ready(source.fetch(after(commit)));

    assertThat(paths(revision.files())).containsExactly("prod/a.yaml");
  }

  @Test
  void aDiskThatTakesNothingIsAFault() throws IOException {
    repo.put("prod/a.yaml", "0").commit();
    Files.writeString(folder.resolve("data"), "a file where the folder should be");

    assertThat(failed(source.fetch(NONE)).kind()).isEqualTo(SourceFault.Kind.DISK);
  }

  @Test
  void aSecretThatCannotBeReadIsAFault() {
    SourceConfig config =
        config("https://127.0.0.1:1/x.git", "main", "", Optional.of(folder.resolve("missing")));
    try (GitSource broken =
        GitSource.open(config, Limits.DEFAULT, Optional.of(folder.resolve("data")))) {
      assertThat(failed(broken.fetch(NONE)).kind()).isEqualTo(SourceFault.Kind.REFUSED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, REFUSED",
    "403, REFUSED",
    "404, REFUSED",
    "302, REFUSED",
    "500, UNREACHABLE",
    "503, UNREACHABLE",
    "200, UNREACHABLE"
  })
  void answersThatAreNoRepoAreFaults(int status, SourceFault.Kind kind) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(status, 5);
          exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.git";

      SourceFault fault = failed(source(Limits.DEFAULT, "main", url).fetch(NONE));

      assertThat(fault.kind()).as(fault.sentence()).isEqualTo(kind);
    } finally {
      server.stop(0);
    }
  }

  private String refusedBy(int status, Optional<Path> password) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    SourceConfig config =
        config(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/x.git", "main", "", password);
    try (GitSource asking =
        GitSource.open(config, Limits.DEFAULT, Optional.of(folder.resolve("asking")))) {
      SourceFault fault = failed(asking.fetch(NONE));
      assertThat(fault.kind()).isEqualTo(SourceFault.Kind.REFUSED);
      return fault.sentence();
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void credentialsThatAreRefusedAreNamedByTheirFile(int status) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "hunter2hunter2");

    assertThat(refusedBy(status, Optional.of(token)))
        .contains("the git server refused the credentials (" + status + ")")
        .contains("source.password-file has in " + token)
        .contains("put a token there")
        .doesNotContain("hunter2", "CredentialsProvider");
    assertThat(refusedBy(status, Optional.empty()))
        .contains("asks for credentials (" + status + ")", "name that in source.password-file");
  }

  private static SourceConfig config(
      String url, String branch, String path, Optional<Path> password) {
    return new SourceConfig(
        url,
        branch,
        path,
        "tagboat",
        password,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        SourceConfig.MAX_FILE,
        SignersConfig.ANYBODY);
  }
}
