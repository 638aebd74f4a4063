package dev.tagboat.bot.forge.embedded;

/**
 * A ref that was moved.
 *
 * @param ref full name
 * @param before {@link GitRefs#ZERO} when it was made
 * @param after {@link GitRefs#ZERO} when it was deleted
 */
record RefChange(String ref, String before, String after) {
  boolean isBranch() {
    return ref.startsWith(GitRefs.HEADS);
  }

  String branch() {
    return ref.substring(GitRefs.HEADS.length());
  }

  boolean created() {
    return before.equals(GitRefs.ZERO);
  }

  boolean deleted() {
    return after.equals(GitRefs.ZERO);
  }
}
