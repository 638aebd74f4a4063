package dev.tagboat.server.demo;

import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeHook;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import dev.tagboat.server.assembly.TagboatServer;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Front;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything the demo runs, in this process and on loopback: forge, registry, server. */
final class Stage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final String HOST = "127.0.0.1";
  private static final String HOOK = "registry";
  private static final String BOT = "tagboat[bot]";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Ports ports;
  private final SampleConfigRepo repo;

  private Stage(Workplace place, Ports ports, Clock clock) {
    this.ports = ports;
    parts.push(place);
    try {
      Secret token = secret();
      Secret forgeSecret = secret();
      Secret hookSecret = secret();
      parts.push(TagboatServer.start(config(place.dir(), token, forgeSecret, hookSecret), clock));
      EmbeddedForge forge =
          EmbeddedForge.start(
              ForgeConfig.in(place.dir().resolve("forge"))
                  .withPort(ports.forge())
                  .withOpenReading()
                  .withToken(ForgeToken.forBot(token.reveal(), BOT))
                  .withHook(new ForgeHook(URI.create(serverUrl() + "/forge-events"), forgeSecret)));
      parts.push(forge);
      this.repo = SampleConfigRepo.on(forge, registryHost());
      parts.push(
          EmbeddedRegistry.start(
              EmbeddedRegistryOptions.temporary()
                  .withPort(ports.registry())
                  .withDirectory(place.dir().resolve("registry"))
                  .withNotifications(URI.create(serverUrl() + "/hooks/" + HOOK), hookSecret),
              clock));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static Stage set(Workplace place, Ports ports, Clock clock) {
    return new Stage(place, ports, clock);
  }

  private ServerConfig config(Path dir, Secret token, Secret forgeSecret, Secret hookSecret) {
    ForgeAccess access =
        new ForgeAccess(ForgeAccess.Type.GITHUB, null, null, token, null, null, forgeSecret, null);
    Repository repository =
        new Repository(
            cloneUrl(),
            SampleConfigRepo.BRANCH,
            access,
            Repository.CommitMode.AUTO,
            List.of(ImagePattern.parse(registryHost() + "/acme/*")),
            null);
    Hook hook =
        new Hook(
            HOOK,
            HookType.DISTRIBUTION,
            AuthKind.BEARER,
            List.of(hookSecret),
            registryHost(),
            List.of());
    return new ServerConfig(
        new Listen(HOST, ports.server()),
        DatabaseConfig.sqlite(dir.resolve("server").resolve("tagboat.db")),
        List.of(hook),
        List.of(),
        List.of(repository),
        null,
        new Front(
            Front.STANDARD.body(),
            Front.STANDARD.rate(),
            Front.STANDARD.trustedProxies(),
            URI.create(serverUrl())),
        dir.resolve("server"),
        List.of());
  }

  private static Secret secret() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(HexFormat.of().formatHex(bytes));
  }

  SampleConfigRepo repo() {
    return repo;
  }

  ImageName image() {
    return ImageName.of(registryHost(), SampleConfigRepo.IMAGE).orElseThrow();
  }

  String registryHost() {
    return HOST + ":" + ports.registry();
  }

  String serverUrl() {
    return "http://" + HOST + ":" + ports.server();
  }

  String forgeUrl() {
    return "http://" + HOST + ":" + ports.forge() + "/";
  }

  URI cloneUrl() {
    return URI.create(forgeUrl() + SampleConfigRepo.OWNER + "/" + SampleConfigRepo.NAME + ".git");
  }

  /** Stops everything, the last started first. */
  @Override
  public void close() {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (Exception e) {
          LOG.warn("A part of the demo did not stop cleanly", e);
        }
      }
    }
  }
}
