/**
 * Pull requests on GitHub and GitHub Enterprise.
 *
 * <p>github-api does the calls it does in one request; the rest is plain JSON ({@link
 * dev.tagboat.bot.forge.github.Rest}). Both go through one chain of interceptors, which alone
 * decides where a request may go, when it is repeated, and what a refusal means.
 */
@NullMarked
package dev.tagboat.bot.forge.github;

import org.jspecify.annotations.NullMarked;
