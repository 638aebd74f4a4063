/** The config repo: fetched into a bare clone, read from its object store. */
@NullMarked
package dev.tagboat.applier.source;

import org.jspecify.annotations.NullMarked;
