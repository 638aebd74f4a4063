@NullMarked
package dev.tagboat.bot.net;

import org.jspecify.annotations.NullMarked;
