/** A git server over smart HTTP, for the embedded forge and for tests: no process, no servlet. */
@NullMarked
package dev.tagboat.bot.git.serve;

import org.jspecify.annotations.NullMarked;
