package dev.tagboat.server.assembly;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.work.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link TroubleStage} is started with: one config repo, and a hook for each registry.
 *
 * @param token of the forge
 * @param attempts how often trouble that passes is tried
 */
record TroubleParts(
    Path folder, List<RegistrySettings> registries, URI repository, Secret token, int attempts) {
  static final String USER = "pull-bot";
  static final Secret PASSWORD = Secret.of("marker-pw-5f0c7a");
  static final int ATTEMPTS = 3;

  static final Secret HOOK = Secret.of("marker-hook-93bd21");
  static final Secret ADMIN = Secret.of("marker-admin-c2e7f4");

  static TroubleParts of(Path folder, StubRegistry registry, ConfigRepoFixture repo) {
    return new TroubleParts(
        folder,
        List.of(access(registry.host())),
        repo.cloneUrl(),
        Secret.of(ConfigRepoFixture.TOKEN),
        ATTEMPTS);
  }

  TroubleParts withToken(String other) {
    return new TroubleParts(folder, registries, repository, Secret.of(other), attempts);
  }

  TroubleParts withAttempts(int other) {
    return new TroubleParts(folder, registries, repository, token, other);
  }

  Pauses.Patience patience() {
    Pauses pauses = new Pauses(Duration.ofMillis(20), Duration.ofMillis(20), attempts);
    return new Pauses.Patience(pauses, pauses);
  }

  ServerConfig config() {
    List<Hook> hooks = new ArrayList<>();
    List<ImagePattern> images = new ArrayList<>();
    for (RegistrySettings registry : registries) {
      ImagePattern acme = ImagePattern.parse(registry.host() + "/acme/*");
      images.add(acme);
      hooks.add(
          new Hook(
              hook(registry.host()),
              HookType.GENERIC,
              AuthKind.BEARER,
              List.of(HOOK),
              registry.host(),
              List.of(acme)));
    }
    return new ServerConfig(
        new Listen("127.0.0.1", 0),
        TestDatabase.sqlite(folder),
        hooks,
        registries,
        List.of(
            new Repository(
                repository,
                "main",
                ForgeAccess.github(null, token),
                Repository.CommitMode.AUTO,
                images,
                null)),
        ADMIN,
        folder);
  }

  static RegistrySettings access(String host, String... trusted) {
    return new RegistrySettings(host, USER, PASSWORD, false, List.of(trusted));
  }

  static String hook(String host) {
    return "of-" + host.replaceAll("[^0-9a-z]", "-");
  }
}
