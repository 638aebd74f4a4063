package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits that are signed by keys of GPG, as git and gpg themselves see them. */
@NeedsProgram({"git", "gpg", "gpg-agent"})
final class GpgSigningTest extends GitTestBase {
  private static final Identity ANN = new Identity("Bot of Ann", "ann@acme.example");
  private static final String MADE = "20261101T000000!";

  private Path home;
  private Path gpg;

  @BeforeEach
  void home() throws IOException {
    home = Files.createDirectory(directory.resolve("g"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    gpg = directory.resolve("gpg.sh");
    Files.writeString(gpg, "#!/bin/sh\nexec gpg --homedir '" + home + "' \"$@\"\n");
    Files.setPosixFilePermissions(gpg, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void stopAgent() {
    run("gpgconf", "--homedir", home.toString(), "--kill", "all");
  }

  private byte[] run(String... command) {
    Path errors = directory.resolve("errors");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      assertThat(process.waitFor())
          .as("%s: %s", Arrays.toString(command), Files.readString(errors))
          .isZero();
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] gpg(String passphrase, String... arguments) {
    List<String> command = new ArrayList<>(List.of(gpg.toString(), "--batch", "--quiet"));
    command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", passphrase));
    command.addAll(List.of("--faked-system-time", MADE));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private void generate(String algorithm, String usage, String passphrase, String expires) {
    String user = ANN.name() + " <" + ANN.email() + ">";
    gpg(passphrase, "--quick-generate-key", user, algorithm, usage, expires);
  }

  private void subkey(String algorithm, String expires) {
    String listed = new String(gpg("", "--with-colons", "--list-keys"), UTF_8);
    String fingerprint =
        listed.lines().filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow();
    gpg("", "--quick-add-key", fingerprint.split(":", -1)[9], algorithm, "sign", expires);
  }

  private Path exported(String passphrase, String... arguments) throws IOException {
    return Files.write(directory.resolve("key"), gpg(passphrase, arguments));
  }

  private void push(Path key, @Nullable String passphrase) {
    Secret secret = passphrase == null ? null : Secret.of(passphrase);
    Signing signing = new Signing(key, secret, ANN);
    try (GitRepository repository = repositories.open(remote("acme/config").signing(signing))) {
      CommitId commit = bump(repository, head(repository, "main"));
      assertThat(repository.push("tagboat/x", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
    }
  }

  private String verified() {
    String program = "gpg.program=" + gpg;
    return served("-c", program, "verify-commit", "--raw", "refs/heads/tagboat/x");
  }

  private void refused(Path key, @Nullable String passphrase, String why) {
    assertThatThrownBy(() -> push(key, passphrase))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(key.toString())
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa3072", "nistp256"})
  void gitFindsTheSignatureGood(String algorithm) throws IOException {
    generate(algorithm, "sign", "open sesame", "never");

    push(exported("open sesame", "--armor", "--export-secret-keys"), "open sesame");

    assertThat(verified()).contains("GOODSIG", ANN.email());
    assertThat(served("cat-file", "-p", "refs/heads/tagboat/x"))
        .contains("gpgsig -----BEGIN PGP SIGNATURE-----");
  }

  @Test
  void theSubkeyForSigningSignsWithoutItsPrimaryKey() throws IOException {
    generate("ed25519", "cert", "", "never");
    subkey("rsa3072", "never");
    subkey("ed25519", "2026-11-20");

    push(exported("", "--export-secret-subkeys"), null);

    assertThat(verified()).as("the newer one has expired").contains("GOODSIG", ANN.email());
  }

  @Test
  void aPassphraseThatIsWrongOrMissingIsSaidSo() throws IOException {
    generate("ed25519", "sign", "open sesame", "never");
    Path key = exported("open sesame", "--armor", "--export-secret-keys");

    refused(key, "open barley", "the passphrase is wrong");
    refused(key, null, "it has a passphrase");
  }

  @Test
  void aKeyThatCannotSignNowIsSaidSo() throws IOException {
    generate("ed25519", "sign", "", "2026-11-20");

    refused(exported("", "--armor", "--export-secret-keys"), null, "expired");
  }

  @Test
  void severalKeysInOneFileAreTooMany() throws IOException {
    generate("ed25519", "sign", "", "never");
    gpg("", "--quick-generate-key", "Eve <eve@acme.example>", "ed25519", "sign", "never");

    refused(exported("", "--armor", "--export-secret-keys"), null, "2 keys");
  }

  @Test
  void whatIsNoPrivateKeyIsSaidSo() throws IOException {
    generate("ed25519", "sign", "", "never");

    refused(exported("", "--armor", "--export"), null, "cannot be used");
    byte[] whole = gpg("", "--export-secret-keys");
    for (int length = 1; length < whole.length; length += 7) {
      refused(
          Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length)),
          null,
          "cannot be used");
    }
  }
}
