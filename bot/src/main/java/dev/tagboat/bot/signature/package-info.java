/** Pure: signatures of images and the rules about them in, verdicts out. */
@NullMarked
package dev.tagboat.bot.signature;

import org.jspecify.annotations.NullMarked;
