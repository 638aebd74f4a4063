package dev.tagboat.applier.kube;

import dev.tagboat.applier.config.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Access without TLS, which only tests have. */
public final class PlainAccess {
  private PlainAccess() {}

  public static Access to(URI server, Supplier<Optional<Secret>> token) {
    return new Access(server, Tls.of(new byte[0], Optional.empty()), token);
  }
}
