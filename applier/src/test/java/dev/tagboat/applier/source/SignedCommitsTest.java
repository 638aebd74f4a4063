package dev.tagboat.applier.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.NeedsProgram;
import dev.tagboat.applier.config.SignersConfig;
import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits of the real git, signed with real keys: only those of listed keys are given out. */
@NeedsProgram({"git", "gpg", "gpg-agent", "gpgconf", "ssh-keygen"})
final class SignedCommitsTest {
  private static final String OTHER = "Eve <eve@acme.example>";

  @TempDir private Path folder;

  private SignedRepo repo;

  @BeforeEach
  void start() throws IOException {
    repo = SignedRepo.in(folder);
  }

  @AfterEach
  void stop() {
    repo.close();
  }

  private Fetched fetch(Optional<Path> ssh, Optional<Path> gpg, Source.Known known) {
    SourceConfig config =
        new SourceConfig(
            repo.url(),
            "main",
            "prod",
            "tagboat",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            SourceConfig.MAX_FILE,
            new SignersConfig(ssh, gpg));
    try (GitSource source =
        GitSource.open(config, Limits.DEFAULT, Optional.of(folder.resolve("data")))) {
      return source.fetch(known);
    }
  }

  private Fetched bySsh(Path allowed) {
    return fetch(Optional.of(allowed), Optional.empty(), Source.Known.NOTHING);
  }

  private Fetched byGpg(Path keys) {
    return fetch(Optional.empty(), Optional.of(keys), Source.Known.NOTHING);
  }

  private static void given(Fetched fetched, String commit) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Ready.class, r -> assertThat(r.revision().commit()).isEqualTo(commit));
  }

  private void refused(Fetched fetched, String why) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed -> {
              assertThat(failed.fault().kind()).isEqualTo(SourceFault.Kind.UNSIGNED);
              assertThat(failed.fault().sentence())
                  .contains("the head of main, " + repo.head(), why, "Nothing is changed");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void aListedKeyOfSshSigns(String type) throws IOException {
    Path key = repo.sshKey("key", type);
    String commit = repo.commitBySsh(key);

    given(bySsh(repo.allowed(key, "namespaces=\"git\"")), commit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa3072", "nistp256"})
  void aListedKeyOfGpgSigns(String algorithm) throws IOException {
    String key = repo.gpgKey(algorithm);
    String commit = repo.commitByGpg(key);

    given(byGpg(repo.exported(key)), commit);
  }

  @Test
  void aSubkeySignsForItsKeyAndASecondExportCountsAsWell() throws IOException {
    String other = repo.gpgKey(OTHER, "ed25519", "sign");
    String main = repo.gpgKey("Ann", "ed25519", "cert");
    String commit = repo.commitByGpg(repo.gpgSubkey(main, "ed25519"));

    given(byGpg(repo.exported(other, main)), commit);
    refused(byGpg(repo.exported(other)), "which is not listed");
  }

  @Test
  void withoutASignatureNothingIsGivenOut() throws IOException {
    Path key = repo.sshKey("key", "ed25519");
    repo.commitBySsh(key);
    repo.commit();

    refused(bySsh(repo.allowed(key, "")), "it has no signature");
  }

  @Test
  void aMergeThatIsSignedVouchesForWhatItMerges() throws IOException {
    String key = repo.gpgKey("ed25519");
    repo.commit();
    repo.git("checkout", "--quiet", "-b", "change");
    repo.commit();
    repo.git("checkout", "--quiet", "main");
    repo.git("merge", "--quiet", "--no-ff", "-m", "Merge", "-S" + key, "change");

    given(byGpg(repo.exported(key)), repo.head());
  }

  @Test
  void keysThatAreNotListedDoNotCount() throws IOException {
    Path listed = repo.sshKey("listed", "ed25519");
    String listedGpg = repo.gpgKey("ed25519");
    repo.commitBySsh(repo.sshKey("other", "ed25519"));

    refused(bySsh(repo.allowed(listed, "")), "signed by SSH with SHA256:");
    refused(byGpg(repo.exported(listedGpg)), "no keys of SSH are listed");

    repo.commitByGpg(repo.gpgKey(OTHER, "ed25519", "sign"));
    refused(byGpg(repo.exported(listedGpg)), "which is not listed");
    refused(bySsh(repo.allowed(listed, "")), "no keys of GPG are listed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces=\"file\"", "namespaces=\"email,file\""})
  void aKeyOfSshCountsOnlyForWhatItIsListedFor(String options) throws IOException {
    Path key = repo.sshKey("key", "ed25519");
    repo.commitBySsh(key);

    refused(bySsh(repo.allowed(key, options)), "signed by SSH with SHA256:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"valid-before=\"20200101\"", "valid-after=\"20990101\""})
  void aKeyOfSshOutsideOfItsTimeDoesNotCount(String options) throws IOException {
    Path key = repo.sshKey("key", "ed25519");
    repo.commitBySsh(key);
    Path allowed = repo.allowed(key, options);

    refused(
        bySsh(allowed),
        "which was not valid at the commit's time by valid-after or valid-before in " + allowed);
  }

  @Test
  void aKeyOfGpgThatIsRevokedDoesNotCount() throws IOException {
    String key = repo.gpgKey("ed25519");
    repo.commitByGpg(key);
    given(byGpg(repo.exported(key)), repo.head());
    repo.revoke(key);

    refused(byGpg(repo.exported(key)), "is revoked");
  }

  @Test
  void aKeyOfGpgThatHadExpiredDoesNotCount() throws IOException {
    String old = repo.gpgKeyOf2020();
    String commit = repo.commitByGpg(old);
    given(byGpg(repo.exported(old)), commit);
    // Only now, since gpg signs nothing with a key that has expired.
    repo.gpg("--faked-system-time", "20200201T000000!", "--quick-set-expire", old, "2021-01-01");

    refused(byGpg(repo.exported(old)), "had expired by then");
  }

  @Test
  void aBrokenHashDoesNotCount() throws IOException {
    String key = repo.gpgKey("rsa3072");
    Files.writeString(folder.resolve("g/gpg.conf"), "digest-algo SHA1\n");
    repo.commitByGpg(key);

    refused(byGpg(repo.exported(key)), "a broken hash");
  }

  @Test
  void aSignatureOfAnotherCommitDoesNotCount() throws IOException {
    Path ssh = repo.sshKey("key", "ed25519");
    String gpg = repo.gpgKey("ed25519");
    for (boolean bySsh : new boolean[] {true, false}) {
      String signed = repo.raw(bySsh ? repo.commitBySsh(ssh) : repo.commitByGpg(gpg));
      String header = signed.substring(signed.indexOf("gpgsig "), signed.indexOf("\n\n") + 1);
      String other = repo.raw(repo.commit());
      repo.point(other.replaceFirst("\n\n", "\n" + header + "\n"));

      Fetched fetched = bySsh ? bySsh(repo.allowed(ssh, "")) : byGpg(repo.exported(gpg));

      refused(fetched, bySsh ? "signed by SSH with SHA256:" : "fits another text");
    }
  }

  @Test
  void aSignatureThatIsCutOrChangedDoesNotCount() throws IOException {
    Path ssh = repo.sshKey("key", "ed25519");
    String gpg = repo.gpgKey("ed25519");
    Path allowed = repo.allowed(ssh, "");
    Path keys = repo.exported(gpg);
    for (String commit : new String[] {repo.commitBySsh(ssh), repo.commitByGpg(gpg)}) {
      String signed = repo.raw(commit);
      int start = signed.indexOf("gpgsig ") + 7;
      int end = signed.indexOf("\n\n");
      // The lines around the signature itself may be missing.
      for (int length = 0; length < end - start - 90; length += 37) {
        repo.point(signed.substring(0, start + length) + signed.substring(end));

        Fetched fetched = fetch(Optional.of(allowed), Optional.of(keys), Source.Known.NOTHING);

        refused(fetched, "source.verify");
      }
    }
  }

  @Test
  void aRewrittenHistoryThatIsAcceptedNeedsASignatureAsWell() throws IOException {
    Path key = repo.sshKey("key", "ed25519");
    Optional<Path> allowed = Optional.of(repo.allowed(key, ""));
    Optional<String> first = Optional.of(repo.commitBySsh(key));
    repo.git("commit", "--quiet", "--amend", "--no-gpg-sign", "-m", "another");
    Optional<String> unsigned = Optional.of(repo.head());

    refused(
        fetch(allowed, Optional.empty(), new Source.Known(first, unsigned, Optional.empty())),
        "it has no signature");

    repo.git("-c", "gpg.format=ssh", "commit", "--quiet", "--amend", "-m", "more", "-S" + key);
    Optional<String> signed = Optional.of(repo.head());
    assertThat(
            fetch(allowed, Optional.empty(), new Source.Known(first, unsigned, Optional.empty())))
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            f -> assertThat(f.fault().kind()).isEqualTo(SourceFault.Kind.REWRITTEN));
    given(
        fetch(allowed, Optional.empty(), new Source.Known(first, signed, Optional.empty())),
        repo.head());
  }

  @Test
  void keysThatCannotBeReadStopEverything() throws IOException {
    String key = repo.gpgKey("ed25519");
    repo.commitByGpg(key);
    Path none = Files.writeString(folder.resolve("none.asc"), "no keys\n");

    for (Path keys : new Path[] {none, folder.resolve("missing")}) {
      assertThat(byGpg(keys))
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> {
                assertThat(failed.fault().kind()).isEqualTo(SourceFault.Kind.REFUSED);
                assertThat(failed.fault().sentence()).contains(keys.toString());
              });
    }
  }
}
