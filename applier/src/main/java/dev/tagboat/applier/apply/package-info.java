/** Does what the plan says, through the port of the cluster. */
@NullMarked
package dev.tagboat.applier.apply;

import org.jspecify.annotations.NullMarked;
