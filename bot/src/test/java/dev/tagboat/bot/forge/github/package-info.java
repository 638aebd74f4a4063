@NullMarked
package dev.tagboat.bot.forge.github;

import org.jspecify.annotations.NullMarked;
