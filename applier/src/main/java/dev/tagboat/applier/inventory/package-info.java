/** What is owned: the list of objects and its ApplySet labels; pure. */
@NullMarked
package dev.tagboat.applier.inventory;

import org.jspecify.annotations.NullMarked;
