package dev.tagboat.bot.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image says of itself. Whoever pushes an image writes all of it: hints, never proof.
 *
 * @param created when it was made; null when it does not say, or only says a time of reproducible
 *     builds, see {@link OciRegistry#details}
 * @param platforms {@code os/architecture[/variant]} as the image spells them, each once, in its
 *     own order; at most 64
 * @param labels those of {@link #LABELS} that are there, without the prefix
 */
public record ImageDetails(
    @Nullable Instant created, List<String> platforms, Map<String, String> labels) {

  /** Which labels are kept, without {@code org.opencontainers.image.} in front. */
  public static final List<String> LABELS = List.of("title", "source", "revision", "version");

  /** Nothing is known. */
  public static final ImageDetails EMPTY = new ImageDetails(null, List.of(), Map.of());

  public ImageDetails {
    platforms = List.copyOf(platforms);
    labels = Map.copyOf(labels);
  }

  /** How many platforms of an index are looked into for its created time and labels. */
  public enum Breadth {
    /** linux/amd64 where it is offered, else the first: enough to tell old from new. */
    ONE,
    /** Each, up to 16: the newest one's time counts. */
    ALL
  }
}
