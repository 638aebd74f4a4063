package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.Announced;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.Registry;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the registries say of the wanted tags: what may be proposed, and what may not. */
record Evidence(List<Candidate> candidates, List<Outcome.Failed> failures) {
  private static final ImageEvidence UNASKED =
      new ImageEvidence.Missing("nobody asked the registry");

  Evidence {
    candidates = List.copyOf(candidates);
    failures = List.copyOf(failures);
  }

  /** Nobody is asked, so no digest is known for certain: not even one that was typed. */
  static Evidence none(List<Wanted> wanted, Announced caller) {
    return new Evidence(
        wanted.stream()
            .map(
                one ->
                    new Candidate(
                        one.toString(),
                        ImagePush.of(one.image(), one.tag(), one.digest()),
                        null,
                        UNASKED,
                        caller))
            .toList(),
        List.of());
  }

  /**
   * @param caller who says that they were pushed
   */
  static Evidence of(
      List<Wanted> wanted, Registry registry, Announced caller, Consumer<String> progress) {
    List<Candidate> candidates = new ArrayList<>();
    List<Outcome.Failed> failures = new ArrayList<>();
    for (Wanted one : wanted) {
      progress.accept("asking " + one.image().registry() + " for " + one);
      try {
        Confirmation answer = registry.confirm(one.image(), one.tag(), one.digest());
        if (answer instanceof Confirmation.Confirmed confirmed) {
          ImagePush push = ImagePush.of(one.image(), one.tag(), confirmed.digest());
          ImageEvidence seen = seen(registry, one.image(), confirmed.digest());
          candidates.add(new Candidate(one.toString(), push, confirmed.digest(), seen, caller));
        } else {
          failures.add(new Outcome.Failed(one.toString(), answer.sentence()));
        }
      } catch (Fault fault) {
        failures.add(new Outcome.Failed(one.toString(), String.valueOf(fault.getMessage())));
      }
    }
    return new Evidence(candidates, failures);
  }

  // What was confirmed may be proposed, whether or not more of it can be read.
  private static ImageEvidence seen(Registry registry, ImageName image, Digest digest) {
    try {
      return registry.evidence(image, digest);
    } catch (Fault fault) {
      return new ImageEvidence.Missing(String.valueOf(fault.getMessage()));
    }
  }
}
