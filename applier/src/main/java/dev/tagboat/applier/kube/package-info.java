/** The cluster's API over HTTP; the only package that speaks it. */
@NullMarked
package dev.tagboat.applier.kube;

import org.jspecify.annotations.NullMarked;
