/** Pure: wanted images, settings and places in, changes and refusals out. */
@NullMarked
package dev.tagboat.bot.plan;

import org.jspecify.annotations.NullMarked;
