package dev.tagboat.bot.forge.embedded;

/**
 * One file of a diff.
 *
 * @param status {@code added}, {@code removed}, {@code modified} or {@code renamed}
 * @param patch unified hunks without a header; empty for binary files
 */
record FileChange(
    String path,
    String oldPath,
    String status,
    String blob,
    int additions,
    int deletions,
    String patch) {}
