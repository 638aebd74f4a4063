package dev.tagboat.server.view;

import org.jspecify.annotations.Nullable;

/**
 * Asks who somebody is.
 *
 * @param to the page to show afterwards, a path of ours
 * @param problem why the last try was not good; null at the first
 * @param tokens whether there is a token to sign in with
 * @param provider what the provider is called that people can sign in at; null without one
 * @param signOut where somebody who has just signed out here does so at the provider; null when
 *     there is nothing to say of that
 */
public record SignInPage(
    Frame frame,
    String to,
    @Nullable String problem,
    boolean tokens,
    @Nullable String provider,
    @Nullable String signOut) {

  /** Whether there is no way to sign in. */
  public boolean closed() {
    return !tokens && provider == null;
  }

  /** Where signing in at the provider begins. */
  public String start() {
    return to.equals("/") ? "/sign-in/oidc" : "/sign-in/oidc?to=" + Links.encoded(to);
  }
}
