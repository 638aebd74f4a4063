/** What the credentials in reach can do, and what they should not; changes nothing. */
@NullMarked
package dev.tagboat.bot.doctor;

import org.jspecify.annotations.NullMarked;
