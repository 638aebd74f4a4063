package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in to the pages, besides the admin token.
 *
 * @param readerToken who knows it sees all pages and changes nothing; null for nobody
 * @param provider who else says who somebody is; null for nobody
 */
public record SignIn(@Nullable Secret readerToken, @Nullable SignInProvider provider) {
  public static final SignIn NONE = new SignIn(null, null);
}
