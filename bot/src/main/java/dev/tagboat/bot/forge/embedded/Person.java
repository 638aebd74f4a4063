package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The reviewer, whose decisions come from code instead of from a button. */
record Person(Context context, Assembly.Behaviour behaviour, String login) {

  void merge(Repo repo, int number) throws IOException {
    decide(repo, number, this::merged);
  }

  private Pull merged(Repo repo, Pull pull) throws IOException {
    PullMerges.Request request = new PullMerges.Request("merge", null, null, null);
    return behaviour.merges().merge(repo, pull, request, login);
  }

  boolean unlabel(Repo repo, int number, String label) throws IOException {
    decide(
        repo,
        number,
        (found, pull) -> {
          List<String> kept = new ArrayList<>(pull.marks().labels());
          kept.remove(label);
          behaviour.rules().note(found, pull, "unlabeled", login, label);
          return behaviour.rules().relabel(found, pull, kept);
        });
    return true;
  }

  boolean stopAutoMerge(Repo repo, int number) throws IOException {
    decide(
        repo,
        number,
        (found, pull) -> {
          behaviour.rules().note(found, pull, "auto_merge_disabled", login, "");
          return found.put(pull.withAutoMerge(null));
        });
    return true;
  }

  boolean edit(Repo repo, int number, String body) throws IOException {
    decide(
        repo,
        number,
        (found, pull) ->
            behaviour
                .rules()
                .retitle(found, pull, new Pull.Text(pull.text().title(), body), login));
    return true;
  }

  void close(Repo repo, int number) throws IOException {
    decide(repo, number, (found, pull) -> behaviour.rules().close(found, pull, login));
  }

  void reopen(Repo repo, int number) throws IOException {
    decide(repo, number, (found, pull) -> behaviour.rules().reopen(found, pull, login));
  }

  @FunctionalInterface
  private interface Decision {
    Pull apply(Repo repo, Pull pull) throws IOException;
  }

  private void decide(Repo repo, int number, Decision decision) throws IOException {
    String name = "pull request " + number + " of " + repo.fullName();
    Pull pull = repo.pull(number).orElseThrow(() -> new UserFault("the forge has no " + name));
    try {
      decision.apply(repo, pull);
    } catch (ApiError e) {
      throw new UserFault("the forge did not do this with " + name + ": " + e.sentence(), e);
    }
    context.store().save();
  }
}
