package dev.tagboat.server.work;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.git.CommitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes down what is told, unless it is to fail. */
final class FakeAnnouncer implements Announcer {
  final List<String> told = new ArrayList<>();
  final Map<Integer, CommitId> merges = new HashMap<>();
  final List<Integer> asked = new ArrayList<>();
  @Nullable Fault status;
  @Nullable Fault merge;

  @Override
  public Optional<CommitId> mergeCommit(int number) {
    if (merge != null) {
      throw merge;
    }
    asked.add(number);
    return Optional.ofNullable(merges.get(number));
  }

  @Override
  public void status(CommitId commit, String context, News news) {
    if (status != null) {
      throw status;
    }
    told.add("status " + context + " " + commit.abbreviated() + " " + text(news));
  }

  @Override
  public void deployment(CommitId commit, String environment, News news) {
    told.add("deployment " + environment + " " + commit.abbreviated() + " " + text(news));
  }

  private static String text(News news) {
    return news.course() + ": " + news.sentence();
  }

  @Override
  public void comment(int number, String marker, String body) {
    told.add("comment #" + number + " " + marker + " " + body);
  }
}
