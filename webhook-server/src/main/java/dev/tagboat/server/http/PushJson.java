package dev.tagboat.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.server.inbox.EvidenceJson;
import dev.tagboat.server.inbox.HistoryLine;
import dev.tagboat.server.inbox.PushView;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A push as the API shows it; times are RFC 3339 in UTC. */
record PushJson(
    String id,
    String image,
    String tag,
    @Nullable String digest,
    @Nullable String confirmedDigest,
    String hook,
    String state,
    String sentence,
    int attempts,
    String receivedAt,
    @Nullable String pushedAt,
    @Nullable String pusher,
    List<TargetJson> targets,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<HistoryJson> history,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EvidenceJson evidence) {

  record TargetJson(
      String repository,
      String state,
      String sentence,
      int attempts,
      @Nullable String branch,
      @Nullable String commit,
      @Nullable PullRequestJson pullRequest) {

    static TargetJson of(StoredTarget target) {
      Integer number = target.pullRequest();
      return new TargetJson(
          target.repository(),
          target.state().key(),
          target.sentence(),
          target.attempts(),
          target.branch(),
          target.commit(),
          number == null ? null : new PullRequestJson(number, target.pullRequestUrl()));
    }
  }

  record PullRequestJson(int number, @Nullable String url) {}

  record HistoryJson(String at, String step, @Nullable String repository, String detail) {
    static HistoryJson of(HistoryLine line) {
      return new HistoryJson(line.at().toString(), line.step(), line.repository(), line.detail());
    }
  }

  /** For a list: without history and evidence. */
  static PushJson of(StoredPush push, List<StoredTarget> targets) {
    return of(push, targets, null, null);
  }

  static PushJson of(PushView view) {
    return of(
        view.push(),
        view.targets(),
        view.history().stream().map(HistoryJson::of).toList(),
        EvidenceJson.of(view.push().evidence()));
  }

  private static PushJson of(
      StoredPush stored,
      List<StoredTarget> targets,
      @Nullable List<HistoryJson> history,
      @Nullable EvidenceJson evidence) {
    return new PushJson(
        stored.id(),
        stored.push().image().toString(),
        stored.push().tag().value(),
        value(stored.push().digest()),
        value(stored.confirmed()),
        stored.hook(),
        stored.state().key(),
        stored.sentence(),
        stored.attempts(),
        stored.receivedAt().toString(),
        text(stored.push().pushedAt()),
        stored.push().pusher(),
        targets.stream().map(TargetJson::of).toList(),
        history,
        evidence);
  }

  private static @Nullable String value(@Nullable Digest digest) {
    return digest == null ? null : digest.value();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
