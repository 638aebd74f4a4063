@NullMarked
package dev.tagboat.bot.git;

import org.jspecify.annotations.NullMarked;
