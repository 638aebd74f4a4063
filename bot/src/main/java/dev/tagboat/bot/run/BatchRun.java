package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.pull.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One batch in one open repo, group by group. */
final class BatchRun {
  /** How often a lost race for one branch is run again before it is left to a later run. */
  private static final int ATTEMPTS = 3;

  /** How many groups of a batch may meet trouble before it is taken for everybody's. */
  private static final int TROUBLES = 3;

  private final Session session;
  private final Hands hands;
  private final Map<Candidate, List<Outcome>> outcomes = new LinkedHashMap<>();
  private final List<TransientFault> faults = new ArrayList<>();

  BatchRun(Session session, Hands hands) {
    this.session = session;
    this.hands = hands;
  }

  /**
   * @return one outcome for each candidate, in their order
   * @throws TransientFault when nothing could be done for any of them
   */
  List<Outcome> run(List<Candidate> batch) {
    Checkout checkout = session.look(images(batch));
    List<Group> groups =
        session
            .preferences()
            .groups(checkout.config().pullRequests(), images(batch), checkout.sites());
    for (Group group : groups) {
      List<Candidate> concerned =
          batch.stream().filter(c -> group.concerns(c.push().image(), checkout.sites())).toList();
      add(propose(group, concerned, checkout));
    }
    Verdicts nowhere =
        new Verdicts(new BumpPlan(List.of(), List.of(), List.of()), checkout.remarks());
    batch.stream()
        .filter(candidate -> !outcomes.containsKey(candidate))
        .forEach(candidate -> add(nowhere.withoutChange(List.of(candidate))));
    List<Outcome> all =
        batch.stream()
            .map(candidate -> Merged.of(Objects.requireNonNull(outcomes.get(candidate))))
            .toList();
    if (!faults.isEmpty() && all.stream().allMatch(Outcome.Later.class::isInstance)) {
      throw faults.get(0);
    }
    return all;
  }

  private void add(Map<Candidate, Outcome> more) {
    more.forEach(
        (candidate, outcome) ->
            outcomes.computeIfAbsent(candidate, c -> new ArrayList<>()).add(outcome));
  }

  private static List<ImageName> images(Collection<Candidate> batch) {
    return batch.stream().map(c -> c.push().image()).distinct().toList();
  }

  // One image that the forge chokes on must not hold back the others; a forge that is down, or asks
  // for a pause, must not be asked for each of them.
  private Map<Candidate, Outcome> propose(
      Group group, List<Candidate> candidates, Checkout checkout) {
    if (faults.size() < TROUBLES && faults.stream().allMatch(f -> f.retryAfter().isEmpty())) {
      try {
        return persistently(group, candidates, checkout, () -> session.look(images(candidates)));
      } catch (TransientFault fault) {
        faults.add(fault);
      } catch (UserFault fault) {
        return each(candidates, c -> new Outcome.Failed(c.id(), sentence(fault)));
      }
    }
    TransientFault last = faults.get(faults.size() - 1);
    return each(candidates, c -> new Outcome.Later(c.id(), last));
  }

  private static Map<Candidate, Outcome> each(
      List<Candidate> candidates, Function<Candidate, Outcome> outcome) {
    Map<Candidate, Outcome> all = new LinkedHashMap<>();
    candidates.forEach(candidate -> all.put(candidate, outcome.apply(candidate)));
    return all;
  }

  private Map<Candidate, Outcome> persistently(
      Group group, List<Candidate> candidates, Checkout first, Supplier<Checkout> again) {
    Checkout checkout = first;
    for (int attempt = 1; ; attempt++) {
      Optional<Map<Candidate, Outcome>> done =
          new GroupRun(session, hands, checkout, group, candidates).run();
      if (done.isPresent()) {
        return done.get();
      }
      if (attempt == ATTEMPTS) {
        throw Session.lostRace(group.branch());
      }
      checkout = again.get();
    }
  }

  /** Looks after what one branch of ours proposes; does nothing when it is no branch of ours. */
  void tend(String branch) {
    Checkout checkout = session.look(branch);
    if (!checkout.images().isEmpty()) {
      Group group = Group.named(branch, checkout.images(), checkout.sites());
      Map<Candidate, Outcome> unused =
          persistently(group, List.of(), checkout, () -> session.look(branch));
    }
  }

  static String sentence(UserFault fault) {
    return Objects.requireNonNullElse(fault.getMessage(), "a person must act");
  }
}
