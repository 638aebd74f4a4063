@NullMarked
package dev.tagboat.bot.cli.memory;

import org.jspecify.annotations.NullMarked;
