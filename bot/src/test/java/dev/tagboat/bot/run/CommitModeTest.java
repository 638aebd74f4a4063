package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Subject;
import dev.tagboat.bot.forge.embedded.Protection;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.git.Signing;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.Test;

/** Commits that the forge makes. */
final class CommitModeTest extends MannersTestBase {
  private Outcome propose(CommitMode mode, String tag) {
    return repo.run().propose(repo.target(mode), List.of(candidate(tag)), Progress.NONE).get(0);
  }

  private boolean isMadeByTheForge() {
    return repo.target(CommitMode.API).forge().isOurs(new CommitId(repo.commitsOn(BRANCH).get(0)));
  }

  @Test
  void theForgeCommitsWhatWouldHaveBeenPushed() {
    repo.commit("main", Map.of("b/pod.yaml", pod("app:1.4.1")), FileMode.EXECUTABLE_FILE);

    Outcome.Proposed outcome = proposed(propose(CommitMode.API, "1.4.2"));

    assertThat(repo.commitsOn(BRANCH)).containsExactly(outcome.commit().value());
    assertThat(repo.read(BRANCH, "a/pod.yaml")).isEqualTo(pod("app:1.4.2"));
    assertThat(repo.read(BRANCH, "a/db.yaml")).isEqualTo(pod("db:16.1"));
    assertThat(repo.mode(BRANCH, "b/pod.yaml")).isEqualTo(FileMode.EXECUTABLE_FILE);
    assertThat(isMadeByTheForge()).isTrue();
    assertThat(calls()).noneMatch(call -> call.contains("receive-pack"));
  }

  @Test
  void itsCommitIsMovedByTheNextTagAndNeverByTheSame() {
    proposed(propose(CommitMode.API, "1.4.2"));

    assertThat(proposed(propose(CommitMode.API, "1.4.2")).action())
        .isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(proposed(propose(CommitMode.API, "1.4.3")).action())
        .isEqualTo(Outcome.Action.UPDATED);
    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    assertThat(repo.pullRequests()).hasSize(1);
  }

  @Test
  void itsCommitIsOursWhenCommitsArePushedFromNowOn() {
    proposed(propose(CommitMode.API, "1.4.2"));

    assertThat(proposed(propose(CommitMode.GIT, "1.4.3")).action())
        .isEqualTo(Outcome.Action.UPDATED);
    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    assertThat(isMadeByTheForge()).isFalse();
  }

  @Test
  void aPersonsCommitByThePageIsStillAPersons() {
    proposed(propose(CommitMode.API, "1.4.2"));
    repo.forge()
        .commit(
            "acme",
            "config",
            BRANCH,
            "ann",
            "Mine\n\nTagboat-Image: ghcr.io/acme/app:9.9.9\n",
            Map.of("x.txt", new byte[] {'x'}));

    assertThat(propose(CommitMode.API, "1.4.3")).isInstanceOf(Outcome.Declined.class);
    assertThat(repo.read(BRANCH, "x.txt")).isEqualTo("x");
  }

  @Test
  void aBranchThatWasMovedMeanwhileIsNotOverwritten() {
    proposed(propose(CommitMode.API, "1.4.2"));
    Commits commits = repo.target(CommitMode.API).forge().commits("main").orElseThrow();
    CommitId base = new CommitId(repo.commit("main", Map.of("y", "y")));
    List<Commits.File> files =
        List.of(new Commits.File("a/db.yaml", false, "x".getBytes(StandardCharsets.UTF_8)));
    String before = repo.commitsOn(BRANCH).get(0);

    Optional<CommitId> stale = commits.put(BRANCH, base, files, "m", base);
    Optional<CommitId> fresh = commits.put(BRANCH, base, files, "m", null);

    assertThat(stale).isEmpty();
    assertThat(fresh).isEmpty();
    assertThat(repo.commitsOn(BRANCH).get(0)).isEqualTo(before);
  }

  @Test
  void aBranchThatWasMovedAfterItWasReadIsNotOverwrittenEither() {
    proposed(propose(CommitMode.API, "1.4.2"));
    CommitId before = new CommitId(repo.commitsOn(BRANCH).get(0));
    Forge forge = repo.target(CommitMode.API).forge();
    Commits commits = forge.commits("main").orElseThrow();
    CommitId base = new CommitId(repo.commit("main", Map.of("y", "y")));
    List<Commits.File> files =
        List.of(new Commits.File("a/db.yaml", false, "x".getBytes(StandardCharsets.UTF_8)));
    assertThat(
            forge
                .read(new Subject(BRANCH, "main", true, before, Decoration.NONE, null))
                .pullRequests())
        .hasSize(1);
    assertThat(repo.target(CommitMode.API).forge().isOurs(before)).isTrue();
    String person = repo.commit(BRANCH, Map.of("hand.txt", "by hand\n"));
    calls();

    assertThat(commits.put(BRANCH, base, files, "m", before)).isEmpty();
    assertThat(repo.commitsOn(BRANCH).get(0)).isEqualTo(person);
    assertThat(calls()).noneMatch(call -> call.startsWith("PATCH"));
    assertThat(commits.put(BRANCH, base, files, "m", new CommitId(person))).isPresent();
    assertThat(calls()).noneMatch(call -> call.startsWith("PATCH"));
  }

  @Test
  void bytesThatAreNoTextArriveAsTheyAre() {
    Commits commits = repo.target(CommitMode.API).forge().commits("main").orElseThrow();
    CommitId base = new CommitId(repo.commit("main", Map.of("y", "y")));
    byte[] content = {'a', (byte) 0xe4, '\n'};

    commits.put("tagboat/x", base, List.of(new Commits.File("y", false, content)), "m", null);

    assertThat(repo.bytes("tagboat/x", "y")).isEqualTo(content);
  }

  @Test
  void aBaseThatTakesSignedCommitsOnlyForcesIt() {
    repo.forge().protect("acme", "config", new Protection("main", List.of(), false, false, true));

    proposed(propose(CommitMode.GIT, "1.4.2"));

    assertThat(isMadeByTheForge()).isTrue();
  }

  @Test
  void otherwiseATokenPushes() {
    proposed(propose(CommitMode.AUTO, "1.4.2"));

    assertThat(isMadeByTheForge()).isFalse();
  }

  @Test
  void aSignedCommitIsKnownAgainByItsCommitter() throws Exception {
    Path key = Files.writeString(dir.resolve("key.pem"), pem());
    Identity committer = new Identity("Bot", "bot@acme.example");
    Target plain = repo.target();
    Target signing =
        new Target(plain.remote().signing(new Signing(key, committer)), "main", plain.forge());
    List<Candidate> first = List.of(candidate("1.4.2"));

    proposed(repo.run().propose(signing, first, Progress.NONE).get(0));
    Outcome next = repo.run().propose(signing, List.of(candidate("1.4.3")), Progress.NONE).get(0);

    assertThat(proposed(next).action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    assertThat(repo.raw(BRANCH))
        .contains("gpgsig -----BEGIN SSH SIGNATURE-----", "bot@acme.example");
  }

  private static Candidate candidate(String tag) {
    return new Candidate(tag, ImagePush.of(APP, new Tag(tag), DIGEST), DIGEST);
  }

  private static String pem() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
