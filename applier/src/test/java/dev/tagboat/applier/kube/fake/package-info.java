/**
 * A small API server of our own, for faults that a real one cannot be made to have; it is held to
 * the same contract as the real one.
 */
@NullMarked
package dev.tagboat.applier.kube.fake;

import org.jspecify.annotations.NullMarked;
