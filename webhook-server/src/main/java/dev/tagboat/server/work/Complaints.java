package dev.tagboat.server.work;

import java.util.HashSet;
import java.util.Set;

/** The troubles of one lane that were said already, so that one that lasts is said once. */
final class Complaints {
  /** Sentences that hold a time or an id are all different. */
  private static final int MOST = 20;

  private final Set<String> said = new HashSet<>();

  /** Whether it was not said since all was well. */
  boolean isNew(String sentence) {
    if (said.size() >= MOST) {
      said.clear();
    }
    return said.add(sentence);
  }

  /** All is well. Returns whether it was not. */
  boolean end() {
    boolean any = !said.isEmpty();
    said.clear();
    return any;
  }
}
