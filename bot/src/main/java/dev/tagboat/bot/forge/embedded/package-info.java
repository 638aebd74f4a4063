/**
 * A small server that speaks GitHub's REST, GraphQL, git and webhooks on loopback, with a page per
 * pull request: the forge of the demo and of the integration tests. Not for production.
 */
@NullMarked
package dev.tagboat.bot.forge.embedded;

import org.jspecify.annotations.NullMarked;
