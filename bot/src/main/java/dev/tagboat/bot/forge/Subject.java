package dev.tagboat.bot.forge;

import dev.tagboat.bot.git.CommitId;
import org.jspecify.annotations.Nullable;

/**
 * A branch of ours, and what a run may come to do with it.
 *
 * @param head its name
 * @param base the branch that its pull requests go to
 * @param exists whether it is there already
 * @param unknown its newest commit, where that is perhaps one that the forge made for us; else null
 * @param marks what a new pull request is to be marked with
 * @param milestone what it is put on; null for nothing
 */
public record Subject(
    String head,
    String base,
    boolean exists,
    @Nullable CommitId unknown,
    Decoration marks,
    @Nullable Integer milestone) {}
