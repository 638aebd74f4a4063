package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The registries that {@code docker login}, {@code podman login} or a helper knows a login for. */
public final class StoredLogins {
  private static final int LIMIT = 1 << 20;

  private StoredLogins() {}

  /**
   * Hosts as in image names, sorted; a file that cannot be read names none.
   *
   * @param home where {@code .docker/config.json} is
   */
  public static Set<String> hosts(Map<String, String> environment, Path home) {
    Set<String> hosts = new TreeSet<>();
    for (Path file : new Logins(environment, home).configFiles()) {
      JsonNode config = Json.parse(bytes(file)).orElse(null);
      if (config != null) {
        config.path("auths").fieldNames().forEachRemaining(key -> hosts.add(host(key)));
        config.path("credHelpers").fieldNames().forEachRemaining(key -> hosts.add(host(key)));
      }
    }
    return hosts;
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LIMIT);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  // Docker Hub is stored as https://index.docker.io/v1/.
  private static String host(String key) {
    return ImageName.normaliseHost(key.replaceFirst("^https?://", "").replaceFirst("/.*$", ""));
  }
}
