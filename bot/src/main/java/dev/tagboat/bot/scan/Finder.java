package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;

/** Knows one kind of document. */
interface Finder {
  /** Whether the document is of that kind; the first finder that says so gets it. */
  boolean takes(String path, YamlMapping root);

  void find(YamlMapping root, SiteCollector sites);
}
