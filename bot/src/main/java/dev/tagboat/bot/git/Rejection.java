package dev.tagboat.bot.git;

import dev.tagboat.bot.git.PushOutcome.Pushed;
import dev.tagboat.bot.git.PushOutcome.Rejected;
import dev.tagboat.bot.git.PushOutcome.Stale;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/** Tells a race that was lost from a no: the protocol has one and the same answer for both. */
final class Rejection {
  // How git, JGit and the big forges say that another push was there first, or is there just now.
  // Not "non-fast-forward": with the branch where we expect it, that is a server's rule.
  private static final Pattern RACE =
      Pattern.compile(
          "stale info|fetch first|already exists|lock error|incorrect old value|invalid old id"
              + "|no such ref|reference changed|is at .* but expected|unable to resolve reference"
              + "|(?:failed to|cannot|could not|unable to) (?:lock|update ref)",
          Pattern.CASE_INSENSITIVE);

  // A branch "a" leaves no room for a branch "a/b", however often we try.
  private static final Pattern NO_ROOM =
      Pattern.compile("exists; cannot create|refname conflict", Pattern.CASE_INSENSITIVE);

  private Rejection() {}

  /**
   * What a rejection means.
   *
   * @param wanted where the branch was to point to
   * @param expected where it pointed to when we looked
   * @param now where it points to after the rejection; zero, as for the others, when it is not
   *     there
   */
  static PushOutcome judge(Rejected rejected, ObjectId wanted, ObjectId expected, ObjectId now) {
    if (now.equals(wanted)) {
      return new Pushed();
    }
    boolean race =
        RACE.matcher(rejected.sentence()).find() && !NO_ROOM.matcher(rejected.sentence()).find();
    return race || !now.equals(expected) ? new Stale(rejected.sentence()) : rejected;
  }
}
