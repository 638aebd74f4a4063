package dev.tagboat.bot.sigstore;

import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.tagboat.bot.fault.UserFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the operator's, such as {@code cosign trusted-root create} writes it.
 *
 * @param path as the operator gave it
 */
record RootFile(Path path) implements TrustedRoots {
  private static final int MOST = 1024 * 1024;

  @Override
  public SigstoreTrustedRoot get() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new UserFault(sentence("it is larger than " + MOST + " bytes"));
      }
      SigstoreTrustedRoot root = SigstoreTrustedRoot.from(new ByteArrayInputStream(bytes));
      if (root.getCAs().isEmpty() || root.getTLogs().isEmpty() || root.getCTLogs().isEmpty()) {
        throw new UserFault(
            sentence(
                "it names no certificate authority, no transparency log, or no log of"
                    + " certificates"));
      }
      return root;
    } catch (IOException e) {
      throw new UserFault(sentence("it cannot be read"), e);
    } catch (SigstoreConfigurationException | IllegalArgumentException | IllegalStateException e) {
      throw new UserFault(sentence("it is no trusted root in Sigstore's JSON"), e);
    }
  }

  private String sentence(String why) {
    return "The trusted root "
        + path
        + " is of no use: "
        + why
        + ". cosign trusted-root create makes such a file.";
  }
}
