package dev.tagboat.bot.forge.embedded;

import java.security.interfaces.RSAPublicKey;

/**
 * A GitHub App that is installed on every repository of the server.
 *
 * @param id the issuer of its JWTs
 * @param slug its name in URLs; it acts as the user {@code slug[bot]}
 * @param key checks the RS256 signature of its JWTs
 */
public record ForgeApp(long id, String slug, RSAPublicKey key) {}
