package dev.tagboat.server.view;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a token.
 *
 * @param to the page to show afterwards, a path of ours
 * @param problem why the last try was not good; null at the first
 * @param closed whether no token is configured
 */
public record SignInPage(Frame frame, String to, @Nullable String problem, boolean closed) {}
