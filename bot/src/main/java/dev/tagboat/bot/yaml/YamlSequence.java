package dev.tagboat.bot.yaml;

import java.util.List;

/** A sequence. */
public final class YamlSequence extends YamlNode {
  private final List<YamlNode> items;

  YamlSequence(int start, List<YamlNode> items) {
    super(start, above(items.stream()));
    this.items = List.copyOf(items);
  }

  public List<YamlNode> items() {
    return items;
  }
}
