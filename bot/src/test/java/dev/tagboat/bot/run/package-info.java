/** Tests of the whole run on real parts. */
@NullMarked
package dev.tagboat.bot.run;

import org.jspecify.annotations.NullMarked;
