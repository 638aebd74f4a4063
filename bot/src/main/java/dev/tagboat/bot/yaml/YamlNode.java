package dev.tagboat.bot.yaml;

/**
 * A node of a parsed document. An alias is the very node of its anchor, so a document is a graph
 * without cycles; whoever walks it remembers the nodes seen by identity.
 */
public abstract sealed class YamlNode permits YamlScalar, YamlMapping, YamlSequence {
  private final int start;

  YamlNode(int start) {
    this.start = start;
  }

  /** UTF-16 index of the node's first character, after anchor and tag where it is a scalar. */
  public int start() {
    return start;
  }
}
