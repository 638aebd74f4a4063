/**
 * GitHub's published description of its REST API, and an OkHttp interceptor that holds every
 * exchange of a test to it.
 */
@NullMarked
package dev.tagboat.bot.forge.contract;

import org.jspecify.annotations.NullMarked;
