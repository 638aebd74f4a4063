package dev.tagboat.server.http;

import dev.tagboat.bot.forge.github.Usage;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What the server knows of itself: of its credentials.
 *
 * @param credentials what each was used for, of those that a forge counts
 * @param checkup whether they may do too much
 */
public record Insight(Credentials credentials, Checkup checkup) {

  /** Asked at each look, since further ones come up. */
  public interface Credentials {
    List<Usage> all();

    /** By the config repo's key; those of other forges are not in it. */
    Map<String, Usage> byRepository();
  }

  /** Of a server without any. */
  static Insight none(Clock clock) {
    Credentials none =
        new Credentials() {
          @Override
          public List<Usage> all() {
            return List.of();
          }

          @Override
          public Map<String, Usage> byRepository() {
            return Map.of();
          }
        };
    return new Insight(none, new Checkup(List::of, found -> {}, clock));
  }
}
