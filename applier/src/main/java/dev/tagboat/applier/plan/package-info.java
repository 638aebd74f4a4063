/** In which stages to apply, what to delete, and when not to; pure. */
@NullMarked
package dev.tagboat.applier.plan;

import org.jspecify.annotations.NullMarked;
