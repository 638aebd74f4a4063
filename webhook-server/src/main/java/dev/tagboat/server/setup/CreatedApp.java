package dev.tagboat.server.setup;

import dev.tagboat.bot.net.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub made.
 *
 * @param page its public page
 * @param key the private key, PEM (PKCS#1)
 * @param webhook what GitHub signs events with; null when it sends none
 */
record CreatedApp(long id, String name, URI page, Secret key, @Nullable Secret webhook) {
  /** Where a person chooses the repositories that it may work in. */
  URI installation() {
    return URI.create(page + "/installations/new");
  }
}
