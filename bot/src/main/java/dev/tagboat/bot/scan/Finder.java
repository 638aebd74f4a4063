package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlNode;

/** Knows one kind of document. */
interface Finder {
  /**
   * Whether the document is of that kind; the first finder that says so gets it.
   *
   * @param path of the file, relative to the repo's root
   */
  boolean takes(String path, YamlNode root);

  void find(YamlNode root, Collector out);
}
