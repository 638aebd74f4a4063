package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.Position;
import org.jspecify.annotations.Nullable;

/**
 * One place in a config repo that names an image. A value: it stays right as long as the file's
 * content does, so it can be kept by the content's id.
 *
 * @param file path relative to the repo's root, with {@code /}
 * @param at where the text stands that would change, or the name where none would
 * @param image normalised
 * @param tag the tag as written; null when there is none
 * @param digest null when the place names none
 * @param tagSlice where the tag stands; null exactly when {@code tag} is
 * @param digestSlice where the digest stands; null exactly when {@code digest} is
 */
public record Site(
    String file,
    Position at,
    SiteKind kind,
    ImageName image,
    @Nullable Tag tag,
    @Nullable Digest digest,
    @Nullable Slice tagSlice,
    @Nullable Slice digestSlice)
    implements Comparable<Site> {

  /** {@code file:line:column}. */
  public String where() {
    return file + ":" + at;
  }

  /** {@code [:tag][@digest]} as it stands there. */
  public String version() {
    return (tag == null ? "" : tag.value()) + (digest == null ? "" : "@" + digest);
  }

  /** By file, place and image. */
  @Override
  public int compareTo(Site other) {
    int order = file.compareTo(other.file);
    order = order != 0 ? order : at.compareTo(other.at);
    return order != 0 ? order : image.compareTo(other.image);
  }
}
