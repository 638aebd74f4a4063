package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SignersConfig;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Whether a commit is signed by somebody who is listed. The signature covers the commit's tree and
 * parents, so that of the head is enough for all that is applied. Keys must have been valid at the
 * time that the commit (SSH) or the signature (OpenPGP) gives itself, as git has it too.
 */
final class Signatures {
  private static final int MAX_FILE = 1 << 20;
  private static final byte[] HEADER = {'g', 'p', 'g', 's', 'i', 'g'};

  private final SignersConfig signers;

  Signatures(SignersConfig signers) {
    this.signers = signers;
  }

  /**
   * Why the commit must not be applied; empty when it may.
   *
   * @throws UserFault when a file of keys cannot be read
   * @throws IOException when the commit cannot
   */
  Optional<String> objection(Repository clone, ObjectId id) throws IOException {
    if (!signers.isAsked()) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(clone)) {
      RevCommit commit = walk.parseCommit(id);
      byte[] signature = commit.getRawGpgSignature();
      return signature == null
          ? Optional.of("it has no signature")
          : objection(clone, unsigned(commit.getRawBuffer()), signature);
    }
  }

  /** The commit without its first header {@code gpgsig}: what was signed. */
  private static byte[] unsigned(byte[] raw) {
    int value = RawParseUtils.headerStart(HEADER, raw, 0);
    int start = value - HEADER.length - 1;
    int end = Math.min(raw.length, RawParseUtils.nextLfSkippingSplitLines(raw, value) + 1);
    byte[] rest = new byte[raw.length - (end - start)];
    System.arraycopy(raw, 0, rest, 0, start);
    System.arraycopy(raw, end, rest, start, raw.length - end);
    return rest;
  }

  private Optional<String> objection(Repository clone, byte[] data, byte[] signature) {
    GpgFormat format = SignatureVerifiers.getFormat(signature);
    if (format == GpgFormat.SSH) {
      return signers.allowedSignersFile().isEmpty()
          ? Optional.of("it is signed by SSH, and no keys of SSH are listed")
          : bySsh(clone, signers.allowedSignersFile().get(), data, signature);
    }
    if (format == GpgFormat.OPENPGP) {
      return signers.gpgKeysFile().isEmpty()
          ? Optional.of("it is signed by GPG, and no keys of GPG are listed")
          : OpenPgpKeys.read(signers.gpgKeysFile().get(), file(signers.gpgKeysFile().get()))
              .objection(data, signature);
    }
    return Optional.of("its signature is neither one of SSH nor one of GPG");
  }

  private static Optional<String> bySsh(
      Repository clone, Path allowed, byte[] data, byte[] signature) {
    file(allowed);
    Config config = new Config();
    config.setString("gpg", "ssh", "allowedSignersFile", allowed.toAbsolutePath().toString());
    try {
      SignatureVerification seen =
          SignatureVerifiers.verify(clone, new GpgConfig(config), data, signature);
      if (seen != null && seen.verified()) {
        return Optional.empty();
      }
      String key = seen == null || seen.keyFingerprint() == null ? "a key" : seen.keyFingerprint();
      return Optional.of("signed by SSH with " + key + ": " + why(seen, allowed));
    } catch (IOException | RuntimeException e) {
      // What the library makes of bytes that somebody cut or made up.
      return Optional.of("its signature of SSH cannot be read");
    }
  }

  private static String why(@Nullable SignatureVerification seen, Path allowed) {
    if (seen == null || seen.message() == null) {
      return "it does not fit";
    }
    // JGit says the same of a key that had expired and of one that was not valid yet.
    return seen.expired()
        ? "which was not valid at the commit's time by valid-after or valid-before in " + allowed
        : seen.message().replaceAll("[.\\s]+$", "");
  }

  private static byte[] file(Path path) {
    try {
      if (Files.size(path) > MAX_FILE) {
        throw new UserFault("the file " + path + " is too large for a list of keys");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UserFault(
          "cannot read the keys in " + path + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
