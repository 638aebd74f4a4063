/** What the files say should be in the cluster, read as the API server reads it; pure. */
@NullMarked
package dev.tagboat.applier.desired;

import org.jspecify.annotations.NullMarked;
