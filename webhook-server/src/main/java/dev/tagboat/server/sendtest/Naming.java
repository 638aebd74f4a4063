package dev.tagboat.server.sendtest;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sender calls an image: the reverse of a hook's {@link Mapping}.
 *
 * @param repoKey of the sender's repository; empty when such senders have none
 * @param name within it
 */
record Naming(String repoKey, String name) {
  private static final String KEY = "{repo}";

  /**
   * @param repoKey as asked for; null takes what the hook or the image says, else a usual one
   * @throws IllegalArgumentException when the hook's prefix does not begin the image's path
   */
  static Naming of(HookType type, ImageName image, Mapping mapping, @Nullable String repoKey) {
    String known = known(mapping, repoKey);
    String prefix = prefix(type, image, mapping, known);
    if (prefix.isEmpty()) {
      return new Naming(orUsual(type, known), image.path());
    }
    String key = known.isEmpty() ? "([^/]+)" : "(" + Pattern.quote(known) + ")";
    String before = Pattern.quote(prefix).replace(KEY, "\\E" + key + "\\Q");
    Matcher path = Pattern.compile(before + "/(?<name>.+)").matcher(image.path());
    if (!path.matches()) {
      String shown = known.isEmpty() ? prefix : prefix.replace(KEY, known);
      throw new IllegalArgumentException(
          "In this hook's events paths begin with " + shown + "/, but that of the image does not.");
    }
    String found = prefix.contains(KEY) ? path.group(1) : orUsual(type, known);
    return new Naming(found, path.group("name"));
  }

  private static String known(Mapping mapping, @Nullable String repoKey) {
    if (repoKey != null) {
      return repoKey;
    }
    return mapping.repoKeys().size() == 1 ? mapping.repoKeys().get(0) : "";
  }

  // Artifactory's repository path method, unless the host names the repository (sub-domain method).
  private static String prefix(HookType type, ImageName image, Mapping mapping, String known) {
    String configured = mapping.prefix();
    if (configured != null) {
      return configured;
    }
    String first = image.registry().replaceAll("\\..*", "");
    boolean inHost = !known.isEmpty() && (first.equals(known) || first.endsWith("-" + known));
    return type == HookType.JFROG && !inHost ? KEY : "";
  }

  private static String orUsual(HookType type, String known) {
    return known.isEmpty() && type == HookType.NEXUS ? "docker-hosted" : known;
  }
}
