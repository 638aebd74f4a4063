package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one push in one config repo.
 *
 * @param sentence for people
 * @param proposal the branch and pull request that hold it; null when there is none
 * @param steps how it came to this, oldest first
 */
public record Settlement(
    StoredTarget target,
    TargetState state,
    String sentence,
    @Nullable Proposal proposal,
    List<HistoryLine> steps) {

  /**
   * What stands on the forge.
   *
   * @param number of the pull request; null on a forge that keeps none
   * @param tags every version that the branch proposes; an older push of the image that is no
   *     longer among them was superseded
   */
  public record Proposal(
      String branch,
      String commit,
      @Nullable Integer number,
      @Nullable String url,
      List<Tag> tags) {
    public Proposal {
      tags = List.copyOf(tags);
    }
  }

  public Settlement {
    steps = List.copyOf(steps);
  }
}
