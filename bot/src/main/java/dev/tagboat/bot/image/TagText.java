package dev.tagboat.bot.image;

import java.util.Optional;

/** A text that a policy judges: a tag, or one that stands for a tag in a question. */
public sealed interface TagText permits Tag, LooseTag {
  String value();

  /** Whichever of both the text is; empty when it is neither. */
  static Optional<TagText> parse(String text) {
    Optional<TagText> tag = Tag.parse(text).map(valid -> valid);
    return tag.isPresent() || !LooseTag.isValid(text) ? tag : Optional.of(new LooseTag(text));
  }
}
