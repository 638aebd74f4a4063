package dev.tagboat.bot.registry;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The registries that may be asked; closed unless the caller opens it. */
final class Endpoints {
  private final Map<String, RegistrySettings> configured;
  private final boolean any;

  /**
   * @throws IllegalArgumentException when a host is configured twice
   */
  Endpoints(List<RegistrySettings> settings, boolean any) {
    Map<String, RegistrySettings> byHost = new HashMap<>();
    for (RegistrySettings one : settings) {
      if (byHost.put(one.host(), one) != null) {
        throw new IllegalArgumentException("registry " + one.host() + " is configured twice");
      }
    }
    this.configured = Map.copyOf(byHost);
    this.any = any;
  }

  /**
   * @throws UserFault when the image's registry is not configured and only configured ones are
   *     asked
   */
  Endpoint of(ImageName image) {
    RegistrySettings settings = configured.get(image.registry());
    if (settings != null) {
      return Endpoint.of(settings, true);
    }
    if (!any) {
      throw new UserFault(
          "Did not ask "
              + image.registry()
              + " about "
              + image
              + ": that registry is not configured. Add it under registries: if it is to be"
              + " trusted.");
    }
    return Endpoint.of(RegistrySettings.of(image.registry()), false);
  }
}
