/** Pure: a plan and the bytes of files in, new text and its diff out. */
@NullMarked
package dev.tagboat.bot.edit;

import org.jspecify.annotations.NullMarked;
