/** How an object differs from what is wanted, without its secrets; pure. */
@NullMarked
package dev.tagboat.applier.drift;

import org.jspecify.annotations.NullMarked;
