package dev.tagboat.server.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.TransientFault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, section 3), kept for an hour. One
 * that cannot be asked is left alone for some seconds.
 */
final class ProviderFacts {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Discovery discovery;
  private final Clock clock;
  private @Nullable JsonNode document;
  private @Nullable TransientFault failure;
  private Instant next = Instant.MIN;

  ProviderFacts(Discovery discovery, Clock clock) {
    this.discovery = discovery;
    this.clock = clock;
  }

  URI authorization() {
    return Discovery.address(document(), "authorization_endpoint");
  }

  URI token() {
    return Discovery.address(document(), "token_endpoint");
  }

  Optional<URI> userInfo() {
    return optional(document(), "userinfo_endpoint");
  }

  /** Where somebody signs out there; empty also while the provider was not asked yet. */
  synchronized Optional<URI> endSession() {
    return document == null ? Optional.empty() : optional(document, "end_session_endpoint");
  }

  private static Optional<URI> optional(JsonNode facts, String name) {
    return facts.has(name) ? Optional.of(Discovery.address(facts, name)) : Optional.empty();
  }

  /**
   * Whether it takes a client's secret only in the form, not in the header (which is what it takes
   * when it does not say).
   */
  boolean wantsSecretInForm() {
    JsonNode methods = document().path("token_endpoint_auth_methods_supported");
    boolean header = methods.isMissingNode();
    for (JsonNode method : methods) {
      header |= method.asText().equals("client_secret_basic");
    }
    return !header;
  }

  /**
   * @throws TransientFault when it cannot be asked
   */
  private synchronized JsonNode document() {
    Instant now = clock.instant();
    JsonNode known = document;
    if (!now.isBefore(next)) {
      try {
        known = discovery.document();
        document = known;
        failure = null;
        next = now.plus(KEPT);
      } catch (TransientFault e) {
        failure = e;
        next = now.plus(PAUSE);
      }
    }
    if (known == null) {
      throw failure == null ? new TransientFault("it was not asked") : failure;
    }
    return known;
  }
}
