package dev.tagboat.server.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Where a push is, in one config repo. */
public enum TargetState {
  WAITING(PushState.CONFIRMED),
  FAILED(PushState.FAILED),
  PROPOSED(PushState.PROPOSED),
  MERGED(PushState.MERGED),
  CLOSED(PushState.CLOSED),
  DECLINED(PushState.DECLINED),
  NOTHING_TO_DO(PushState.NOTHING_TO_DO);

  // What a push as a whole is called after its targets: the first of these that any of them is in.
  private static final List<TargetState> ORDER = List.of(values());

  private final PushState whole;

  TargetState(PushState whole) {
    this.whole = whole;
  }

  /** As the API and the database spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static TargetState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The state of a push whose targets are in {@code states}. */
  static PushState whole(Collection<TargetState> states) {
    return ORDER.stream()
        .filter(states::contains)
        .findFirst()
        .map(state -> state.whole)
        .orElse(PushState.UNROUTED);
  }
}
