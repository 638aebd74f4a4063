package dev.tagboat.bot.cli;

import dev.tagboat.bot.signature.Sigstore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at every place with what is known, asks the registries what the places want to know
 * besides, and looks again, until nothing is open.
 */
final class UpdateCheck {
  private final Answers answers;
  private final List<SiteCheck> sites;

  UpdateCheck(Findings found, Answers answers, Sigstore sigstore, Instant now) {
    this.answers = answers;
    this.sites =
        found.sites().stream()
            .map(site -> new SiteCheck(site, found, answers, sigstore, now))
            .toList();
  }

  /** One for each place, in the order of the files. */
  List<Update> run() {
    Map<Integer, Update> done = new TreeMap<>();
    while (done.size() < sites.size()) {
      Set<Question<?>> open = new LinkedHashSet<>();
      for (int i = 0; i < sites.size(); i++) {
        if (!done.containsKey(i)) {
          Verdict verdict = sites.get(i).look();
          if (verdict instanceof Verdict.Done one) {
            done.put(i, one.update());
          } else if (verdict instanceof Verdict.Wants wants) {
            open.addAll(wants.questions());
          }
        }
      }
      answers.ask(open);
    }
    return new ArrayList<>(done.values());
  }
}
