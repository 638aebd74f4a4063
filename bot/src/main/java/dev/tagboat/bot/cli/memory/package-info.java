/** What a run remembers for the next one. */
@NullMarked
package dev.tagboat.bot.cli.memory;

import org.jspecify.annotations.NullMarked;
