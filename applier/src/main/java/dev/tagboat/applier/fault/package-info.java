/** Who must act when something failed: the user, or time. */
@NullMarked
package dev.tagboat.applier.fault;

import org.jspecify.annotations.NullMarked;
