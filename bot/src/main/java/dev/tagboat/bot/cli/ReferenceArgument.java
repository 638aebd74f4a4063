package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Wanted;
import java.util.List;
import java.util.Objects;

/** Image references as a person types them. */
final class ReferenceArgument {
  private ReferenceArgument() {}

  /** {@code IMAGE[:TAG][@DIGEST]}. */
  static ImageReference parse(String text) {
    return ImageReference.parse(text)
        .orElseThrow(
            () ->
                new BadInput(
                    Printable.quote(text)
                        + " is not an image reference. Write it as IMAGE:TAG or"
                        + " IMAGE:TAG@sha256:…, for example ghcr.io/acme/app:1.4.2."));
  }

  /** {@code IMAGE:TAG[@DIGEST]...}, each once. */
  static List<Wanted> wanted(List<String> texts) {
    return texts.stream().map(ReferenceArgument::wanted).distinct().toList();
  }

  private static Wanted wanted(String text) {
    ImageReference reference = parse(text);
    Tag tag = reference.tag();
    if (tag == null) {
      throw new BadInput(
          Printable.quote(text)
              + " names no tag. Write it as IMAGE:TAG, for example "
              + text(text));
    }
    return new Wanted(reference.name(), Objects.requireNonNull(tag), reference.digest());
  }

  private static String text(String text) {
    int at = text.indexOf('@');
    return (at < 0 ? text : text.substring(0, at)) + ":1.4.2.";
  }
}
