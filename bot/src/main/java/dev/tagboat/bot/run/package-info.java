/** Strings the steps together; the only package that has all effects in its hands. */
@NullMarked
package dev.tagboat.bot.run;

import org.jspecify.annotations.NullMarked;
