package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.Position;
import java.util.List;
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
 * @param around what else is known of it
 */
public record Site(
    String file,
    Position at,
    SiteKind kind,
    ImageName image,
    @Nullable Tag tag,
    @Nullable Digest digest,
    @Nullable Slice tagSlice,
    @Nullable Slice digestSlice,
    Surroundings around)
    implements Comparable<Site> {

  /**
   * What is known of a place beside what stands there.
   *
   * @param hints what people wrote about which tags may go there, the nearest first
   * @param aliases where the value is used again through a YAML alias; at most 20
   * @param slot where a tag could be written; null when one stands there or none could
   * @param implied the tag that holds where none is written, known from another place; null when
   *     none is known
   * @param overriddenBy why a change here would have no effect, or too much of it, one sentence;
   *     null when nothing is wrong with it
   * @param remark what else people should know of a change here, one sentence; null when nothing
   * @param frame what of the tag does not stand in its slice
   */
  public record Surroundings(
      List<Hint> hints,
      List<Position> aliases,
      @Nullable Slot slot,
      @Nullable Tag implied,
      @Nullable String overriddenBy,
      @Nullable String remark,
      Frame frame) {
    /** Nothing is known. */
    public static final Surroundings NONE = of(List.of());

    public Surroundings {
      hints = List.copyOf(hints);
      aliases = List.copyOf(aliases);
    }

    /** Only what people wrote is known. */
    static Surroundings of(List<Hint> hints) {
      return new Surroundings(hints, List.of(), null, null, null, null, Frame.NONE);
    }

    Surroundings withAliases(List<Position> other) {
      return new Surroundings(hints, other, slot, implied, overriddenBy, remark, frame);
    }

    Surroundings withFrame(Frame other) {
      return new Surroundings(hints, aliases, slot, implied, overriddenBy, remark, other);
    }

    Surroundings withSlot(@Nullable Slot other) {
      return new Surroundings(hints, aliases, other, implied, overriddenBy, remark, frame);
    }

    Surroundings withImplied(@Nullable Tag other) {
      return new Surroundings(hints, aliases, slot, other, overriddenBy, remark, frame);
    }

    Surroundings withOverride(@Nullable String sentence) {
      return new Surroundings(hints, aliases, slot, implied, sentence, remark, frame);
    }

    Surroundings withRemark(String sentence) {
      return new Surroundings(hints, aliases, slot, implied, overriddenBy, sentence, frame);
    }
  }

  /** The same place with other surroundings. */
  public Site with(Surroundings other) {
    return new Site(file, at, kind, image, tag, digest, tagSlice, digestSlice, other);
  }

  /** The same place as one of another kind. */
  Site as(SiteKind other) {
    return new Site(file, at, other, image, tag, digest, tagSlice, digestSlice, around);
  }

  /** The same place of an image whose name is known better now. */
  Site of(ImageName other) {
    return new Site(file, at, kind, other, tag, digest, tagSlice, digestSlice, around);
  }

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
