package dev.tagboat.bot.sigstore;

import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps the keys for a while; after that an old answer does not do: a key may be revoked. */
final class Kept implements TrustedRoots {
  private static final Duration WHILE = Duration.ofHours(6);

  private final TrustedRoots source;
  private final Clock clock;
  private @Nullable SigstoreTrustedRoot root;
  private Instant until = Instant.MIN;

  Kept(TrustedRoots source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public synchronized SigstoreTrustedRoot get() {
    Instant now = clock.instant();
    if (root == null || !now.isBefore(until)) {
      root = source.get();
      until = now.plus(WHILE);
    }
    return root;
  }
}
