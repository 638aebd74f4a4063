package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one pull request changes: the one value that branch, commit message, title, body and log
 * line are made from.
 *
 * @param image the image that moves
 * @param tag the tag it moves to
 * @param digest what that tag is; null when nobody asked the registry
 * @param evidence who confirmed it, one sentence for the reviewer
 * @param places every place that changes, in the order of the files; at least one
 */
public record Change(
    ImageName image, Tag tag, @Nullable Digest digest, String evidence, List<Place> places) {

  /**
   * One place that changes.
   *
   * @param file path in the config repo
   * @param line 1-based
   * @param from the tag that stands there now; null when there is none
   * @param fromDigest the digest that stands there now; null when there is none
   * @param policy the policy that accepted the new tag
   * @param reason its sentence
   */
  public record Place(
      String file,
      int line,
      @Nullable Tag from,
      @Nullable Digest fromDigest,
      String policy,
      String reason) {}

  /**
   * @throws IllegalArgumentException when no place changes
   */
  public Change {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a change without a place");
    }
  }

  /** {@code registry/path:tag[@digest]}. */
  public String reference() {
    return new ImageReference(image, tag, digest).toString();
  }

  /** How people call the image: without the registry's host, and without Docker Hub's library. */
  public String familiarName() {
    boolean official = image.registry().equals("docker.io") && image.path().startsWith("library/");
    return official ? image.shortName() : image.path();
  }
}
