package dev.tagboat.bot.forge.embedded;

import java.security.interfaces.RSAPublicKey;
import java.util.EnumMap;
import java.util.Map;

/**
 * A GitHub App that is installed on every repository of the server.
 *
 * @param id the issuer of its JWTs
 * @param slug its name in URLs; it acts as the user {@code slug[bot]}
 * @param key checks the RS256 signature of its JWTs
 * @param granted what its installation may touch
 */
public record ForgeApp(
    long id, String slug, RSAPublicKey key, Map<Permission, Permission.Access> granted) {
  public ForgeApp {
    granted = Map.copyOf(granted);
  }

  /** With all that a bot in one repository may want. */
  public ForgeApp(long id, String slug, RSAPublicKey key) {
    this(
        id,
        slug,
        key,
        Map.of(
            Permission.METADATA, Permission.Access.READ,
            Permission.CONTENTS, Permission.Access.WRITE,
            Permission.PULL_REQUESTS, Permission.Access.WRITE,
            Permission.ISSUES, Permission.Access.WRITE,
            Permission.STATUSES, Permission.Access.WRITE,
            Permission.CHECKS, Permission.Access.WRITE,
            Permission.DEPLOYMENTS, Permission.Access.WRITE));
  }

  /** The same, with one more permission. */
  public ForgeApp with(Permission permission, Permission.Access access) {
    Map<Permission, Permission.Access> more = new EnumMap<>(granted);
    more.put(permission, access);
    return new ForgeApp(id, slug, key, more);
  }
}
