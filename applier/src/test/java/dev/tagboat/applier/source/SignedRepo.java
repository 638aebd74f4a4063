package dev.tagboat.applier.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A config repo whose commits the real git signs, with keys that the real programs made. */
final class SignedRepo implements AutoCloseable {
  private static final String ANN = "Ann <ann@acme.example>";

  private final Path folder;
  private final Path work;
  private final Path gpgHome;
  private int commits;

  private SignedRepo(Path folder) throws IOException {
    this.folder = folder;
    this.work = folder.resolve("work");
    this.gpgHome = Files.createDirectory(folder.resolve("g"));
    Files.setPosixFilePermissions(gpgHome, PosixFilePermissions.fromString("rwx------"));
  }

  static SignedRepo in(Path folder) throws IOException {
    SignedRepo repo = new SignedRepo(folder);
    repo.run("git", "init", "--quiet", "--initial-branch=main", repo.work.toString());
    Files.createDirectory(repo.work.resolve("prod"));
    return repo;
  }

  String url() {
    return "file://" + work;
  }

  /** Makes a key of SSH; its private file, beside which the public one lies. */
  Path sshKey(String name, String... type) {
    Path key = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", name));
    command.addAll(List.of("-f", key.toString(), "-t"));
    command.addAll(List.of(type));
    run(command.toArray(String[]::new));
    return key;
  }

  /**
   * A list of one key for {@code gpg.ssh.allowedSignersFile}.
   *
   * @param options such as {@code valid-before="20200101"}; may be empty
   */
  Path allowed(Path key, String options) throws IOException {
    String open = Files.readString(Path.of(key + ".pub"));
    return Files.writeString(folder.resolve("allowed"), "ann@acme.example " + options + " " + open);
  }

  /** Makes a key of GPG; its fingerprint. */
  String gpgKey(String user, String algorithm, String usage) {
    gpg("--quick-generate-key", user, algorithm, usage, "never");
    return last(gpg("--with-colons", "--list-keys", user));
  }

  String gpgKey(String algorithm) {
    return gpgKey(ANN, algorithm, "sign");
  }

  /** A key that has been there since 2020. */
  String gpgKeyOf2020() {
    String then = "20200101T000000!";
    gpg("--faked-system-time", then, "--quick-generate-key", ANN, "ed25519", "sign", "never");
    return last(gpg("--with-colons", "--list-keys", ANN));
  }

  /** The fingerprint of the last key that is listed. */
  private static String last(String colons) {
    List<String> lines = colons.lines().filter(line -> line.startsWith("fpr:")).toList();
    return lines.get(lines.size() - 1).split(":", -1)[9];
  }

  /** A further key that signs, of the key with that fingerprint. */
  String gpgSubkey(String main, String algorithm) {
    gpg("--quick-add-key", main, algorithm, "sign", "never");
    return last(gpg("--with-colons", "--list-keys", main));
  }

  String gpg(String... arguments) {
    List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet"));
    command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", ""));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /** The public keys with these fingerprints, one export after the other. */
  Path exported(String... fingerprints) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String fingerprint : fingerprints) {
      all.append(gpg("--armor", "--export", fingerprint));
    }
    return Files.writeString(folder.resolve("keys.asc"), all);
  }

  /** Takes a key back, by the certificate that gpg made along with it. */
  void revoke(String fingerprint) throws IOException {
    Path made = gpgHome.resolve("openpgp-revocs.d/" + fingerprint + ".rev");
    // gpg puts a colon before the armor, so that nobody imports it by accident.
    Path usable = folder.resolve("revocation");
    Files.writeString(usable, Files.readString(made).replace(":-----BEGIN", "-----BEGIN"));
    gpg("--import", usable.toString());
  }

  String commit() throws IOException {
    return commit("commit", "--quiet", "--no-gpg-sign", "-m", "change");
  }

  String commitBySsh(Path key) throws IOException {
    return commit("-c", "gpg.format=ssh", "commit", "--quiet", "-m", "change", "-S" + key);
  }

  String commitByGpg(String key) throws IOException {
    return commit("commit", "--quiet", "-m", "change", "-S" + key + "!");
  }

  private String commit(String... arguments) throws IOException {
    commits++;
    Files.writeString(work.resolve("prod/a.yaml"), "# " + commits + "\n");
    git("add", ".");
    git(arguments);
    return head();
  }

  String head() {
    return git("rev-parse", "HEAD").strip();
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", work.toString()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /** The commit as git stores it. */
  String raw(String commit) {
    return git("cat-file", "commit", commit);
  }

  /** Stores a commit as it is, and points the branch to it. */
  String point(String raw) throws IOException {
    Path file = Files.writeString(folder.resolve("raw"), raw);
    String commit =
        git("hash-object", "-t", "commit", "-w", "--literally", file.toString()).strip();
    git("update-ref", "refs/heads/main", commit);
    return commit;
  }

  private String run(String... command) {
    Path errors = folder.resolve("errors");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      Map<String, String> environment = builder.environment();
      environment.put("HOME", folder.toString());
      environment.put("GNUPGHOME", gpgHome.toString());
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      for (String role : List.of("AUTHOR", "COMMITTER")) {
        environment.put("GIT_" + role + "_NAME", "Ann");
        environment.put("GIT_" + role + "_EMAIL", "ann@acme.example");
      }
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor())
          .as("%s: %s", List.of(command), Files.readString(errors))
          .isZero();
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the agent of this folder. */
  @Override
  public void close() {
    run("gpgconf", "--kill", "all");
  }
}
