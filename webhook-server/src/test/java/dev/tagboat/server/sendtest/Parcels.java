package dev.tagboat.server.sendtest;

import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parcels for tests. */
final class Parcels {
  static final String SECRET = "9f86d081884c7d659a2feaa0c55ad015";
  static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");

  private Parcels() {}

  static Addressee to(HookType type, AuthKind auth, @Nullable String secret) {
    return new Addressee(
        URI.create("https://tagboat.acme.io/hooks/main"),
        type,
        auth,
        null,
        secret == null ? null : Secret.of(secret),
        Mapping.NONE);
  }

  static Parcel of(Addressee to, String image, @Nullable String variant, @Nullable String key) {
    return Parcel.pack(
        to, ImageReference.parse(image).orElseThrow(), variant, key, NOW, "event-1", true);
  }

  static Parcel generic(@Nullable String secret) {
    return of(
        to(HookType.GENERIC, AuthKind.HMAC_SHA256, secret), "registry.acme.io/a/b:1", null, null);
  }
}
