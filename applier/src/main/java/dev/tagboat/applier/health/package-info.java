/** Whether an object does what it should, by the rules of kstatus; pure. */
@NullMarked
package dev.tagboat.applier.health;

import org.jspecify.annotations.NullMarked;
