package dev.tagboat.server.sendtest;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The hook that a test goes to.
 *
 * @param url of the hook, without a secret in its path
 * @param header the name of the header that {@link AuthKind#HEADER} uses; null for the usual one
 * @param secret null where nobody is asked for one
 * @param mapping how names become paths there
 */
public record Addressee(
    URI url,
    HookType type,
    AuthKind auth,
    @Nullable String header,
    @Nullable Secret secret,
    Mapping mapping) {

  /** A hook of the server's configuration. */
  public static Addressee of(Hook hook, URI url) {
    Secret secret = hook.secrets().isEmpty() ? null : hook.secrets().get(0);
    return new Addressee(
        url, hook.type(), hook.auth(), hook.trust().header(), secret, hook.mapping());
  }

  /** The same, but proving itself otherwise. */
  public Addressee with(AuthKind otherAuth, @Nullable String otherHeader, @Nullable Secret other) {
    return new Addressee(url, type, otherAuth, otherHeader, other, mapping);
  }
}
