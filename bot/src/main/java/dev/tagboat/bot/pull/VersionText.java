package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version in the words of the body. */
final class VersionText {
  private final Comparison compared;
  private final PlacesText places;
  private final EvidenceText evidence;
  private final String before;

  VersionText(Comparison compared, Change.Base base, String before) {
    this.compared = compared;
    this.places = new PlacesText(base);
    this.evidence = new EvidenceText(compared, before);
    this.before = before;
  }

  /** What moves, as a sentence. */
  String lead(Change change) {
    String image = Markdown.code(compared.version().image().toString());
    return "Moves " + image + " " + step() + " in " + count(change.places().size()) + ".";
  }

  private String step() {
    return "from " + tag(from()) + " to " + tag(compared.version().tag());
  }

  // Tags hold nothing that splits a cell.
  private static String tag(@Nullable Tag tag) {
    return tag == null ? "no tag" : Markdown.code(tag.value());
  }

  private @Nullable Tag from() {
    return compared.before().tag();
  }

  /** How people call the image and where it goes, as plain text inside HTML. */
  String heading() {
    String from = from() == null ? "" : from().value() + " → ";
    return Markdown.plain(
        Change.familiarName(compared.version().image()) + " " + from + compared.version().tag());
  }

  /**
   * @param whole with the registry
   */
  String name(boolean whole) {
    ImageName image = compared.version().image();
    return Markdown.cell(whole ? image.toString() : Change.familiarName(image));
  }

  String arrow() {
    return (from() == null ? "" : tag(from()) + "\u00a0→\u00a0") + tag(compared.version().tag());
  }

  int places() {
    return compared.places().size();
  }

  String summary() {
    return evidence.summary();
  }

  String line() {
    return evidence.line();
  }

  List<String> warnings() {
    return evidence.warnings();
  }

  /** All about it. */
  String text(PullRequestText.Level level) {
    return PullRequestText.joined(
        "\n\n",
        List.of(
            level == PullRequestText.Level.ALL ? evidence.whole() : evidence.unfolded(),
            places.where(compared.places(), compared.before()),
            places.why(compared.places()),
            EventText.of(compared.version(), before)));
  }

  static String count(int places) {
    return places == 1 ? "one place" : places + " places";
  }
}
