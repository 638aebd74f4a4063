/** The in-cluster applier: the entry point and its commands. */
@NullMarked
package dev.tagboat.applier;

import org.jspecify.annotations.NullMarked;
