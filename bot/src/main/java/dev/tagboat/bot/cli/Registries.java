package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.Memory;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.registry.RegistrySettings;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The registries that a person at a command line may ask. */
final class Registries {
  private Registries() {}

  /** Any registry at a public address, and these; nothing is remembered for the next run. */
  static OciRegistry any(List<String> named, Clock clock) {
    return any(named, Memory.NONE, clock);
  }

  /**
   * Any registry at a public address, and these.
   *
   * @param named hosts that may be at a private address, since a person named them
   */
  static OciRegistry any(List<String> named, Memory memory, Clock clock) {
    Set<String> hosts = new LinkedHashSet<>();
    named.forEach(host -> hosts.add(ImageName.normaliseHost(host)));
    try {
      return OciRegistry.any(hosts.stream().map(RegistrySettings::of).toList(), memory, clock);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--registry: " + e.getMessage() + ".", e);
    }
  }
}
