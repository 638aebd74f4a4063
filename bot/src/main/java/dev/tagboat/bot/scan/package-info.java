/** Where images stand in the files of a config repo. */
@NullMarked
package dev.tagboat.bot.scan;

import org.jspecify.annotations.NullMarked;
