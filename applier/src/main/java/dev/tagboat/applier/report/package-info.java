/** What is told to people and to the server. */
@NullMarked
package dev.tagboat.applier.report;

import org.jspecify.annotations.NullMarked;
