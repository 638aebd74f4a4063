package dev.tagboat.bot.git;

/** What tells whose a commit is. */
public record CommitSummary(CommitId id, Identity author, Identity committer, String message) {}
