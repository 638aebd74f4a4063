package dev.tagboat.server.config;

import org.jspecify.annotations.Nullable;

/**
 * What a hook's {@link AuthKind} needs besides secrets.
 *
 * @param header the name of the header that {@link AuthKind#HEADER} reads; null for the usual one
 * @param oidc for {@link AuthKind#OIDC}
 * @param sns for {@link AuthKind#SNS}
 */
public record Trust(@Nullable String header, @Nullable Oidc oidc, @Nullable Sns sns) {
  public static final Trust NONE = new Trust(null, null, null);
}
