package dev.tagboat.server.http;

import java.util.function.Supplier;

/**
 * One thing that must be well before requests are worth sending.
 *
 * @param result asked at most once a second; a {@link dev.tagboat.bot.fault.Fault} means not well
 */
public record ReadyCheck(String name, Supplier<Result> result) {

  /** How it is, as a sentence that anybody may read. */
  public record Result(boolean ok, String sentence) {}
}
