@NullMarked
package dev.tagboat.bot.forge.git;

import org.jspecify.annotations.NullMarked;
