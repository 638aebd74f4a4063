/** The manners of a pull request: its branch, its words, and when to keep quiet. Pure. */
@NullMarked
package dev.tagboat.bot.pull;

import org.jspecify.annotations.NullMarked;
