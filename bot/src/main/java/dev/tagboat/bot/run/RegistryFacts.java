package dev.tagboat.bot.run;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.registry.DetailFacts;
import dev.tagboat.bot.registry.ImageDetails;
import dev.tagboat.bot.registry.OciRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry says of an image's tags, each asked once. Trouble with the registry is thrown,
 * never taken for "not known": a rule must not be decided by an outage.
 */
public final class RegistryFacts extends DetailFacts {
  private final OciRegistry registry;
  private final ImageName image;
  private final Map<Tag, Optional<ImageDetails>> known = new HashMap<>();

  private RegistryFacts(OciRegistry registry, ImageName image, Instant now) {
    super(now);
    this.registry = registry;
    this.image = image;
  }

  public static Knowledge of(OciRegistry registry, Clock clock) {
    return image -> new RegistryFacts(registry, image, clock.instant());
  }

  @Override
  protected Optional<ImageDetails> details(Tag tag) {
    Optional<ImageDetails> answer = known.get(tag);
    if (answer == null) {
      Optional<Digest> digest = registry.digest(image, tag);
      answer = digest.map(d -> registry.details(image, d, ImageDetails.Breadth.ONE));
      known.put(tag, answer);
    }
    return answer;
  }
}
