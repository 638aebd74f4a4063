package dev.tagboat.bot.yaml;

import java.util.stream.Stream;

/**
 * A node of a parsed document. An alias is the very node of its anchor, so a document is a graph
 * without cycles; whoever walks it remembers the nodes seen by identity.
 */
public abstract sealed class YamlNode permits YamlScalar, YamlMapping, YamlSequence {
  private final int start;
  private final int height;

  /**
   * @param height how many levels are below, those behind aliases included
   */
  YamlNode(int start, int height) {
    this.start = start;
    this.height = height;
  }

  int height() {
    return height;
  }

  /** The height of what holds these. */
  static int above(Stream<? extends YamlNode> nodes) {
    return 1 + nodes.mapToInt(YamlNode::height).max().orElse(0);
  }

  /** UTF-16 index of the node's first character, after anchor and tag where it is a scalar. */
  public int start() {
    return start;
  }
}
