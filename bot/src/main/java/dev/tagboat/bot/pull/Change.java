package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one pull request changes: the one value that branch, commit message, title, body and log
 * line are made from.
 *
 * @param group what shares the pull request
 * @param versions what its images move to, at least one; several of one image when places follow
 *     different variants, such as {@code 1.5} and {@code 1.5-alpine}
 * @param places every place that changes, in the order of the files; at least one
 * @param base what is changed
 */
public record Change(Group group, List<Version> versions, List<Place> places, Base base) {

  /** One of a repo that has no pages. */
  public Change(Group group, List<Version> versions, List<Place> places) {
    this(group, versions, places, Base.UNKNOWN);
  }

  /**
   * What is changed.
   *
   * @param commit the id of the commit that the places were found in
   * @param pages where people read the repo; null when it has none that are known
   */
  public record Base(String commit, @Nullable WebPages pages) {
    static final Base UNKNOWN = new Base("", null);
  }

  /**
   * One version that an image moves to.
   *
   * @param digest what the tag is; null when nobody asked the registry
   * @param evidence who confirmed it, one sentence for the reviewer
   * @param seen what else the registry showed of it
   * @param background what else is known of it
   * @param signature who signed it, where a rule asks for that
   */
  public record Version(
      ImageName image,
      Tag tag,
      @Nullable Digest digest,
      String evidence,
      ImageEvidence seen,
      Background background,
      SignatureVerdict signature) {

    /** One whose signature no rule asks for. */
    public Version(
        ImageName image,
        Tag tag,
        @Nullable Digest digest,
        String evidence,
        ImageEvidence seen,
        Background background) {
      this(image, tag, digest, evidence, seen, background, new SignatureVerdict.NotChecked());
    }

    /** One of which nothing more is known. */
    public Version(ImageName image, Tag tag, @Nullable Digest digest, String evidence) {
      this(
          image,
          tag,
          digest,
          evidence,
          new ImageEvidence.Missing("nobody asked the registry"),
          Background.of(Before.written(null, null)));
    }

    /** The same, of which more is known. */
    public Version with(Background more) {
      return new Version(image, tag, digest, evidence, seen, more, signature);
    }

    /** {@code registry/path:tag[@digest]}. */
    public ImageReference reference() {
      return new ImageReference(image, tag, digest);
    }
  }

  /**
   * One place that changes.
   *
   * @param file path in the config repo
   * @param line 1-based
   * @param from the tag that stands there now; null when there is none
   * @param fromDigest the digest that stands there now; null when there is none
   * @param to the tag that is to stand there
   * @param policy the policy that accepted the new tag
   * @param source where the rule stands: {@code default}, or {@code file:line[:column]: what}
   * @param reason its sentence
   */
  public record Place(
      ImageName image,
      String file,
      int line,
      @Nullable Tag from,
      @Nullable Digest fromDigest,
      Tag to,
      String policy,
      String source,
      String reason) {

    /** What stands there now. */
    Before before() {
      return Before.written(from, fromDigest);
    }
  }

  /**
   * @throws IllegalArgumentException when nothing changes
   */
  public Change {
    versions = List.copyOf(versions);
    places = List.copyOf(places);
    if (versions.isEmpty() || places.isEmpty()) {
      throw new IllegalArgumentException("a change without a version or a place");
    }
  }

  /** Each version as {@code registry/path:tag[@digest]}. */
  public List<String> references() {
    return versions.stream().map(version -> version.reference().toString()).toList();
  }

  /** The places that get this version. */
  public List<Place> places(Version version) {
    return places.stream()
        .filter(place -> place.image().equals(version.image()) && place.to().equals(version.tag()))
        .toList();
  }

  /** What most of the places that get this version hold now; of equally many, the first. */
  public Before before(Version version) {
    Map<Before, Integer> counts = new LinkedHashMap<>();
    places(version).forEach(place -> counts.merge(place.before(), 1, Integer::sum));
    Before most = Before.written(null, null);
    int count = 0;
    for (Map.Entry<Before, Integer> one : counts.entrySet()) {
      if (one.getValue() > count) {
        most = one.getKey();
        count = one.getValue();
      }
    }
    return most;
  }

  /** The tags, separated by commas. */
  public String tags() {
    return versions.stream()
        .map(version -> version.tag().value())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The images, each once. */
  public List<ImageName> images() {
    return versions.stream().map(Version::image).distinct().toList();
  }

  /** What moves, in a few words: the image, or how many there are and where. */
  public String subject() {
    List<ImageName> images = images();
    return images.size() == 1
        ? familiarName(images.get(0))
        : (images.size() + " images " + group.where()).strip();
  }

  /** How people call an image: without the registry's host, and without Docker Hub's library. */
  static String familiarName(ImageName image) {
    boolean official = image.registry().equals("docker.io") && image.path().startsWith("library/");
    return official ? image.shortName() : image.path();
  }
}
