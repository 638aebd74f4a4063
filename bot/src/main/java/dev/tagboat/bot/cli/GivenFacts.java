package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.ImageFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a question says of its tags, since {@code select} asks nobody. */
record GivenFacts(Map<Tag, Instant> times, Instant now) implements ImageFacts {
  GivenFacts {
    times = Map.copyOf(times);
  }

  @Override
  public Optional<Instant> created(Tag tag) {
    return Optional.ofNullable(times.get(tag));
  }

  @Override
  public Optional<List<String>> platforms(Tag tag) {
    return Optional.empty();
  }
}
