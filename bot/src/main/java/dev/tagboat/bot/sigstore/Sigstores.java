package dev.tagboat.bot.sigstore;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.signature.Proofs;
import dev.tagboat.bot.signature.Sigstore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes what asks Sigstore's authorities. Costs nothing until it is asked itself. */
public final class Sigstores {
  private Sigstores() {}

  /**
   * With the authorities that a file names.
   *
   * @param trustedRoot in Sigstore's own JSON, {@code
   *     application/vnd.dev.sigstore.trustedroot+json;version=0.1}; read again every few hours
   */
  public static Sigstore offline(Path trustedRoot, Clock clock) {
    return new Later(() -> new KeylessSigstore(new Kept(new RootFile(trustedRoot), clock)));
  }

  /**
   * With those of Sigstore's public instance, which sign what they are (The Update Framework): some
   * seven requests the first time, then two every few hours.
   *
   * @param cache directory for what they said last, so that nobody can play an older one
   */
  public static Sigstore publicInstance(Path cache, OkHttpClient client, Clock clock) {
    return new Later(
        () ->
            new KeylessSigstore(new Kept(UpdatedRoot.publicInstance(cache, client, clock), clock)));
  }

  /** Classes of the library are loaded by the first question, not at the start. */
  private static final class Later implements Sigstore {
    private final Supplier<Sigstore> maker;
    private @Nullable Sigstore made;

    Later(Supplier<Sigstore> maker) {
      this.maker = maker;
    }

    private synchronized Sigstore made() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }

    @Override
    public Author simple(byte[] payload, Proofs proofs) {
      return made().simple(payload, proofs);
    }

    @Override
    public Author bundle(byte[] bundle, Digest image) {
      return made().bundle(bundle, image);
    }
  }
}
