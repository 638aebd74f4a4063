package dev.tagboat.server.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Something to do at a registry.
 *
 * @param text what, in a sentence
 * @param snippet to be copied; empty without one
 */
public record Step(String text, String snippet) {
  private static final String INDENT = "    ";

  /** Reads a recipe: each line a sentence, the indented lines after it its snippet. */
  static List<Step> all(String recipe) {
    List<Step> steps = new ArrayList<>();
    for (String line : recipe.lines().toList()) {
      if (!line.startsWith(INDENT)) {
        steps.add(new Step(line, ""));
        continue;
      }
      Step last = steps.remove(steps.size() - 1);
      String before = last.snippet().isEmpty() ? "" : last.snippet() + "\n";
      steps.add(new Step(last.text(), before + line.substring(INDENT.length())));
    }
    return steps;
  }
}
