package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configurations for tests. */
final class Configs {
  static final String REGISTRY = "registry.acme.io";
  static final String SECRET = "a-secret-of-the-hook";
  static final String NEW_SECRET = "geheim-ünïcode-✓";
  static final String ADMIN = "the-admin-token";
  static final String WEBHOOK_SECRET = "what-the-forge-signs-with";
  static final String BEARER = "Bearer " + SECRET;
  static final String OPERATOR = "Bearer " + ADMIN;

  private Configs() {}

  static Hook hook(String name, HookType type, AuthKind auth, String... secrets) {
    return new Hook(
        name,
        type,
        auth,
        Arrays.stream(secrets).map(Secret::of).toList(),
        REGISTRY,
        List.of(ImagePattern.parse(REGISTRY + "/acme/**")));
  }

  static List<Hook> hooks() {
    return List.of(
        hook("main", HookType.DISTRIBUTION, AuthKind.BEARER, SECRET, NEW_SECRET),
        hook("ci", HookType.GENERIC, AuthKind.BEARER, SECRET),
        hook("signed", HookType.GENERIC, AuthKind.HMAC_SHA256, SECRET),
        hook("basic", HookType.DISTRIBUTION, AuthKind.BASIC, SECRET, NEW_SECRET),
        hook("bare", HookType.DISTRIBUTION, AuthKind.HEADER, SECRET),
        hook("path", HookType.DISTRIBUTION, AuthKind.PATH, SECRET, NEW_SECRET),
        hook("open", HookType.GENERIC, AuthKind.BEARER));
  }

  static Repository repository(String url, @Nullable String webhookSecret) {
    return new Repository(
        URI.create(url),
        "main",
        new ForgeAccess(
            ForgeAccess.Type.GITHUB,
            null,
            null,
            Secret.of("token"),
            null,
            null,
            webhookSecret == null ? null : Secret.of(webhookSecret),
            null),
        Repository.CommitMode.AUTO,
        List.of(ImagePattern.parse(REGISTRY + "/**")),
        null);
  }

  static ServerConfig server(@Nullable String admin, List<Hook> hooks, Repository... repositories) {
    return new ServerConfig(
        new Listen("127.0.0.1", 0),
        DatabaseConfig.sqlite(Path.of("unused")),
        hooks,
        List.of(),
        List.of(repositories),
        admin == null ? null : Secret.of(admin),
        Path.of("unused"));
  }

  static ServerConfig standard() {
    return server(
        ADMIN,
        hooks(),
        repository("https://github.com/acme/config.git", WEBHOOK_SECRET),
        repository("https://github.com/acme/other.git", "another-webhook-secret"),
        repository("https://github.com/acme/silent.git", null));
  }
}
