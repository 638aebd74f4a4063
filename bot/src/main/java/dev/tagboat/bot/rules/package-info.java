/** Pure: which rule holds for which place, whoever wrote it. */
@NullMarked
package dev.tagboat.bot.rules;

import org.jspecify.annotations.NullMarked;
