/** The command line: {@code tagboat}. */
@NullMarked
package dev.tagboat.bot.cli;

import org.jspecify.annotations.NullMarked;
