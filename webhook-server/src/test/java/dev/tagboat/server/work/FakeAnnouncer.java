package dev.tagboat.server.work;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.UserFault;
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
  public List<String> status(CommitId commit, String context, News news, boolean fresh) {
    if (status instanceof UserFault) {
      return List.of(String.valueOf(status.getMessage()));
    }
    if (status != null) {
      throw status;
    }
    told.add("status " + context + " " + commit.abbreviated() + " " + text(news));
    return List.of();
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
