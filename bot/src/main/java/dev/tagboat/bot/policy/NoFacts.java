package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Nobody asked a registry. */
enum NoFacts implements ImageFacts {
  NONE;

  @Override
  public Optional<Instant> created(Tag tag) {
    return Optional.empty();
  }

  @Override
  public Optional<List<String>> platforms(Tag tag) {
    return Optional.empty();
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }
}
