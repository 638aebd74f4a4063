/** The command line, driven as from a shell. */
@NullMarked
package dev.tagboat.bot.cli;

import org.jspecify.annotations.NullMarked;
