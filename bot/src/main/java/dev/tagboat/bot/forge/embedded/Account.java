package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.forge.embedded.Permission.Access;
import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param kind an App's JWT reaches only the few calls that are made as the App itself
 */
record Account(String login, Kind kind, Map<Permission, Access> permissions, String scopes) {
  enum Kind {
    USER,
    INSTALLATION,
    APP
  }

  boolean may(Set<Permission> anyOf, Access access) {
    return anyOf.stream()
        .map(permissions::get)
        .anyMatch(held -> held != null && held.compareTo(access) >= 0);
  }
}
