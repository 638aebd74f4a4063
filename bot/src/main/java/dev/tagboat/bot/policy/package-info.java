/** Which tag may replace which. */
@NullMarked
package dev.tagboat.bot.policy;

import org.jspecify.annotations.NullMarked;
