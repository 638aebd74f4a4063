package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.net.Secret;
import java.util.EnumMap;
import java.util.Map;

/**
 * A token the server accepts.
 *
 * @param login the user it belongs to; authors of pull requests and commits are called so
 * @param scopes the value of {@code X-OAuth-Scopes}, as classic personal tokens have; empty for the
 *     other kinds, which get no such header
 */
public record ForgeToken(
    Secret value, String login, Map<Permission, Permission.Access> permissions, String scopes) {
  public ForgeToken {
    permissions = Map.copyOf(permissions);
  }

  /** What a pull request bot needs, and no more. */
  public static ForgeToken forBot(String value, String login) {
    return new ForgeToken(
        Secret.of(value),
        login,
        Map.of(
            Permission.METADATA, Permission.Access.READ,
            Permission.CONTENTS, Permission.Access.WRITE,
            Permission.PULL_REQUESTS, Permission.Access.WRITE,
            Permission.ISSUES, Permission.Access.WRITE,
            Permission.STATUSES, Permission.Access.WRITE,
            Permission.MEMBERS, Permission.Access.READ),
        "");
  }

  /** The same token, with one more permission. */
  public ForgeToken with(Permission permission, Permission.Access access) {
    Map<Permission, Permission.Access> more = new EnumMap<>(permissions);
    more.put(permission, access);
    return new ForgeToken(value, login, more, scopes);
  }

  /** Everything there is: a classic personal token of an administrator. */
  public static ForgeToken forAdministrator(String value, String login) {
    Map<Permission, Permission.Access> all = new EnumMap<>(Permission.class);
    for (Permission permission : Permission.values()) {
      all.put(permission, Permission.Access.WRITE);
    }
    return new ForgeToken(Secret.of(value), login, all, "repo, admin:repo_hook");
  }

  /** May read, may not write anything. */
  public static ForgeToken readOnly(String value, String login) {
    return new ForgeToken(
        Secret.of(value),
        login,
        Map.of(
            Permission.METADATA, Permission.Access.READ,
            Permission.CONTENTS, Permission.Access.READ,
            Permission.PULL_REQUESTS, Permission.Access.READ,
            Permission.ISSUES, Permission.Access.READ),
        "");
  }
}
