package dev.tagboat.bot.cli;

import dev.tagboat.bot.scan.Site;
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
  private final SiteCheck check;
  private final Answers answers;
  private final List<Site> sites;

  UpdateCheck(Findings found, Answers answers) {
    this.check = new SiteCheck(found, answers);
    this.answers = answers;
    this.sites = found.sites();
  }

  /** One for each place, in the order of the files. */
  List<Update> run() {
    Map<Integer, Update> done = new TreeMap<>();
    while (done.size() < sites.size()) {
      Set<Question<?>> open = new LinkedHashSet<>();
      for (int i = 0; i < sites.size(); i++) {
        if (!done.containsKey(i)) {
          Verdict verdict = check.look(sites.get(i));
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
