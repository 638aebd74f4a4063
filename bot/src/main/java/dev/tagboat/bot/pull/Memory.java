package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people have said no to. It stands on the forge, in the bodies of our pull requests, so that
 * it outlives every database.
 *
 * @param pullRequests from one branch of ours, newest first
 * @param ignored what is not wanted, as in {@link StateBlock#ignored}
 * @param takenBack what is wanted again
 */
public record Memory(
    List<PullRequest> pullRequests, List<String> ignored, List<Command.Unignore> takenBack) {
  public Memory {
    pullRequests = List.copyOf(pullRequests);
    ignored = List.copyOf(ignored);
    takenBack = List.copyOf(takenBack);
  }

  /**
   * The newest pull request remembers all that the ones before it did.
   *
   * @param requests what people ask for from now on
   */
  public static Memory of(List<PullRequest> pullRequests, Requests requests) {
    Set<String> ignored = new LinkedHashSet<>();
    pullRequests.stream()
        .flatMap(pr -> StateBlock.parse(pr.body()).stream())
        .findFirst()
        .ifPresent(newest -> ignored.addAll(newest.ignored()));
    ignored.removeIf(requests::takesBack);
    ignored.addAll(requests.ignored());
    return new Memory(pullRequests, List.copyOf(ignored), requests.takenBack());
  }

  /**
   * Whether somebody said no to exactly this; empty when nobody did.
   *
   * @return a sentence that says so
   */
  public Optional<String> refusal(ImageName image, Tag tag, @Nullable Digest digest) {
    if (new StateBlock(List.of(), ignored, 0).ignores(image, tag, digest)) {
      return Optional.of(
          "somebody asked on a pull request to ignore "
              + (ignored.contains(image.toString()) ? image : tag));
    }
    if (takenBack.stream().anyMatch(again -> again.means(image))) {
      return Optional.empty();
    }
    return pullRequests.stream()
        .filter(pr -> pr.state() == PullRequest.State.CLOSED)
        .filter(pr -> proposed(pr, image, tag, digest))
        .findFirst()
        .map(
            pr ->
                "pull request #"
                    + pr.number()
                    + " proposed "
                    + tag
                    + " and was closed without merging; a newer tag will be proposed again");
  }

  private static boolean proposed(
      PullRequest pr, ImageName image, Tag tag, @Nullable Digest digest) {
    return StateBlock.parse(pr.body())
        .filter(block -> block.proposes(image, tag, digest))
        .isPresent();
  }
}
