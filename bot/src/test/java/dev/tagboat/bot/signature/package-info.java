@NullMarked
package dev.tagboat.bot.signature;

import org.jspecify.annotations.NullMarked;
