package dev.tagboat.server.inbox;

import java.util.List;

/** A push with all that became of it, its history oldest first. */
public record PushView(StoredPush push, List<StoredTarget> targets, List<HistoryLine> history) {
  public PushView {
    targets = List.copyOf(targets);
    history = List.copyOf(history);
  }
}
