package dev.tagboat.applier.apply;

import java.util.Set;

/** Told which kinds of ours there are, so that their changes can be watched. */
@FunctionalInterface
public interface Watches {
  /** For runs that end before anything could change. */
  Watches NONE = kinds -> {};

  /** These kinds, and no others any more. */
  void follow(Set<Kind> kinds);
}
