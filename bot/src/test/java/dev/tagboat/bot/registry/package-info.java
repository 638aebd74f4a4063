/** Tests of what registries say, and real registries that other modules' tests use too. */
@NullMarked
package dev.tagboat.bot.registry;

import org.jspecify.annotations.NullMarked;
