package dev.tagboat.applier.desired;

import java.util.List;

/**
 * What the files say.
 *
 * @param problems {@code file:line:column: sentence}; where there are any, nothing may be applied
 */
public record Desired(List<Manifest> manifests, List<String> problems) {
  public Desired {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
  }
}
