/** The config repo as git sees it: port and JGit adapter. */
@NullMarked
package dev.tagboat.bot.git;

import org.jspecify.annotations.NullMarked;
