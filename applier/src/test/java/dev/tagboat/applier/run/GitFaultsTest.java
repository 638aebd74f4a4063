package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.kube.PlainAccess;
import dev.tagboat.applier.kube.fake.FakeApiServer;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong between the applier and its repo: what was applied last stays and is healed, the
 * report says what is wrong, and when it is over the newest commit is applied.
 */
final class GitFaultsTest {
  @TempDir private Path folder;

  private final FakeApiServer server = FakeApiServer.start();
  private Scenario scene;

  @BeforeEach
  void begin() throws IOException {
    scene =
        new Scenario(
            folder,
            "shop",
            PlainAccess.to(server.address(), Optional::empty),
            Duration.ofSeconds(30),
            time -> {});
    for (int i = 0; i < 20; i++) {
      scene.map("m" + i, "{ k: old, filler: " + Integer.toHexString(i * 7919).repeat(40) + " }");
    }
    scene.map("a", "{ k: old }").repo.commit();
    scene.lookUntilGood(1);
    scene.applyAs("somebody", "stranger", "theirs");
  }

  @AfterEach
  void end() {
    scene.close();
    server.close();
  }

  /** The newest commit changes one object and drops another. */
  private void next() throws IOException {
    scene.map("a", "{ k: new }").repo.remove("m3.yaml").commit();
  }

  private void assertOld(Report report, String sentence) {
    assertThat(report.problems()).hasSize(1);
    assertThat(reasons(report)).contains(sentence);
    assertThat(scene.value("a")).isEqualTo("old");
    assertThat(scene.value("m3")).isEqualTo("old");
  }

  private void assertNew() {
    scene.lookUntilGood(2);
    assertThat(scene.value("a")).isEqualTo("new");
    assertThat(scene.value("m4")).isEqualTo("old");
    assertThat(scene.find("m3")).isEmpty();
    assertThat(scene.value("stranger")).isEqualTo("theirs");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  void aBadRemoteIsWaitedFor(GitProxy.Mood mood) throws IOException {
    try (GitProxy proxy = GitProxy.before(scene.repo.directory())) {
      scene.configure(proxy.url(), "");
      scene.lookUntilGood(1);
      next();
      proxy.mood(mood);
      scene.setAs("kubectl-edit", "a", "by hand");

      Report report = scene.look();
      Report again = scene.look();

      assertOld(report, "fetching main from " + proxy.url() + " failed");
      assertThat(report.drift()).hasSize(1);
      assertOld(again, "failed");
      assertThat(again.drift()).isEmpty();
      proxy.mood(GitProxy.Mood.GOOD);
      assertNew();
    }
  }

  @Test
  void aRewrittenHistoryIsNotAppliedAndHealingGoesOn() throws IOException {
    scene.map("a", "{ k: new }").repo.rewrite();
    scene.setAs("kubectl-edit", "a", "by hand");

    assertOld(scene.look(), "was rewritten");
    assertOld(scene.look(), "was rewritten");
  }

  @Test
  void aBranchThatComesBackGoesOn() throws IOException {
    String head = scene.repo.commit();
    scene.lookUntilGood(1);
    scene.repo.deleteBranch();
    assertOld(scene.look(), "has no branch main");
    scene.repo.pointTo(head);
    next();

    assertNew();
  }

  private static Stream<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }

  /** As after months: all in one pack with its index, all refs in one file. */
  private Path packed() throws Exception {
    Path clone = folder.resolve("data/config.git");
    try (FileRepository repository =
        (FileRepository) new FileRepositoryBuilder().setGitDir(clone.toFile()).build()) {
      GC gc = new GC(repository);
      gc.setExpireAgeMillis(0);
      gc.setPackExpireAgeMillis(0);
      var unused = gc.gc().get();
    }
    return clone;
  }

  private List<Path> names() throws Exception {
    Path clone = packed();
    return files(clone).map(clone::relativize).toList();
  }

  private static void cut(Path file, int percent) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    file.toFile().setWritable(true);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * percent / 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 97})
  void anyFileOfTheCloneMayBeCutShort(int percent) throws Exception {
    List<Path> names = names();
    assertThat(names).extracting(Path::toString).anyMatch(name -> name.endsWith(".pack"));
    Path safe = folder.resolve("safe");
    copy(folder.resolve("data/config.git"), safe);
    for (Path name : names) {
      copy(safe, folder.resolve("data/config.git"));
      cut(folder.resolve("data/config.git").resolve(name), percent);
      scene.configure("");
      scene.setAs("kubectl-edit", "m4", "by hand");

      // What hides the commit that is remembered is seen only when that is done.
      scene.lookUntilGood(2);

      assertThat(scene.value("m4")).as("%s", name).isEqualTo("old");
    }
    next();
    assertNew();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 97})
  void aCloneThatIsCutShortWhileTheServerIsGoneChangesNothing(int percent) throws Exception {
    List<Path> names = names();
    Path safe = folder.resolve("safe");
    copy(folder.resolve("data/config.git"), safe);
    Path away = Files.move(scene.repo.directory(), folder.resolve("away.git"));
    for (Path name : names) {
      copy(safe, folder.resolve("data/config.git"));
      cut(folder.resolve("data/config.git").resolve(name), percent);
      scene.configure("");

      assertOld(scene.look(), "repo.git");
    }
    Files.move(away, scene.repo.directory());
    next();
    assertNew();
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      for (Path old : files(to).toList()) {
        Files.delete(old);
      }
    }
    for (Path file : files(from).toList()) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
