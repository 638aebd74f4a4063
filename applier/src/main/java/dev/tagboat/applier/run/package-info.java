/** Strings the steps together: fetch, render, read, plan, apply, report. */
@NullMarked
package dev.tagboat.applier.run;

import org.jspecify.annotations.NullMarked;
