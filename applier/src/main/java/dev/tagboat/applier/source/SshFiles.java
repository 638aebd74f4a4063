package dev.tagboat.applier.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.stream.Stream;
import javax.security.auth.login.FailedLoginException;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of an SSH login before they are used. The library takes a key that it cannot
 * read for none, a file that is not there for an empty one, and writes why to the log only.
 */
final class SshFiles {
  private static final int MAX_BYTES = 1 << 20;

  private SshFiles() {}

  static void check(Path privateKey, Path knownHosts) {
    try (InputStream in = open(privateKey, "a deploy key")) {
      @Nullable Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("the deploy key"), in, FilePasswordProvider.EMPTY);
      if (keys == null || !keys.iterator().hasNext()) {
        throw new UserFault(notAKey(privateKey));
      }
    } catch (FailedLoginException e) {
      throw new UserFault(
          "the deploy key "
              + privateKey
              + " has a passphrase, which nobody is there to type. Take a key without one",
          e);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw e instanceof UserFault fault ? fault : new UserFault(notAKey(privateKey), e);
    }
    hosts(knownHosts);
  }

  private static String notAKey(Path file) {
    return "the file " + file + " holds no private key that SSH can use";
  }

  private static void hosts(Path file) {
    try (InputStream in = open(file, "known hosts");
        Stream<String> lines = new String(in.readAllBytes(), UTF_8).lines()) {
      if (lines.map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"))) {
        throw new UserFault(
            "the known hosts "
                + file
                + " are empty, so that no server is talked to. Put a line with the server's key"
                + " there");
      }
    } catch (IOException e) {
      throw unread(file, "known hosts", e);
    }
  }

  private static InputStream open(Path file, String what) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserFault("the file " + file + " is too large for " + what);
      }
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw unread(file, what, e);
    }
  }

  private static UserFault unread(Path file, String what, IOException cause) {
    return new UserFault(
        "cannot read the file " + file + " of " + what + ": " + cause.getClass().getSimpleName(),
        cause);
  }
}
