package dev.tagboat.bot.forge.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The opaque ids of GraphQL. */
final class NodeId {
  private NodeId() {}

  static String of(String type, Object key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((type + ":" + key).getBytes(StandardCharsets.UTF_8));
  }

  static String of(Repo repo, String type, Object key) {
    return of(type, repo.fullName() + ":" + key);
  }

  /** What was given to {@link #of(String, Object)} as key; empty for another type or garbage. */
  static Optional<String> key(String type, String id) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      String prefix = type + ":";
      return text.startsWith(prefix)
          ? Optional.of(text.substring(prefix.length()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
