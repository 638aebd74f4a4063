package dev.tagboat.applier.drift;

/**
 * One value that differs.
 *
 * @param path a JSON pointer in which items of lists stand by their name: {@code
 *     /spec/containers[name=web]/image}
 * @param before JSON, empty when there was nothing
 * @param after JSON, empty when there is nothing
 */
public record Change(String path, String before, String after) {
  /** One line: {@code + path: after}, {@code - path: before} or {@code ~ path: before -> after}. */
  public String line() {
    if (before.isEmpty()) {
      return "+ " + path + ": " + after;
    }
    return after.isEmpty()
        ? "- " + path + ": " + before
        : "~ " + path + ": " + before + " -> " + after;
  }
}
