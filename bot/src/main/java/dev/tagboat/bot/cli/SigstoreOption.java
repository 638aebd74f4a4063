package dev.tagboat.bot.cli;

import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.signature.Sigstore;
import dev.tagboat.bot.sigstore.Sigstores;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose word is taken for signatures without a key. */
final class SigstoreOption {
  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description =
          "Sigstore's authorities, for signatures by an identity, as cosign trusted-root create"
              + " writes them (default: those of the public instance, which is asked)")
  private @Nullable String trustedRoot;

  Sigstore sigstore(Context context) {
    if (trustedRoot == null) {
      return Sigstores.publicInstance(
          CacheDirectory.of(context.env()).resolve("sigstore"),
          HttpClients.shared(),
          context.clock());
    }
    try {
      return Sigstores.offline(Path.of(trustedRoot), context.clock());
    } catch (InvalidPathException e) {
      throw new BadInput("--trusted-root is not a path: " + e.getReason() + ".", e);
    }
  }
}
