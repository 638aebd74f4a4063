package dev.tagboat.server.inbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a push is, as a whole. */
public enum PushState {
  /** Stored; the registry has not confirmed it yet. */
  RECEIVED,
  /** Confirmed; at least one config repo is still to be told. */
  CONFIRMED,
  /** The registry does not have it, or it is no image. */
  REFUSED,
  /** No config repo follows this image. */
  UNROUTED,
  /** A person must act; see the sentence. */
  FAILED,
  PROPOSED,
  MERGED,
  /** Its pull request was closed without merging. */
  CLOSED,
  DECLINED,
  NOTHING_TO_DO;

  /** As the API and the database spell it: {@code nothing-to-do}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of that spelling. */
  public static Optional<PushState> parse(String key) {
    return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
  }

  static PushState of(String key) {
    return parse(key).orElseThrow(() -> new IllegalStateException("unknown state " + key));
  }
}
