package dev.tagboat.server.work;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.run.Target;
import dev.tagboat.bot.run.Watcher;
import dev.tagboat.server.config.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which tags of an image its config repos would take; asked again only now and then. */
final class Followers {
  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final List<Repository> repositories;
  private final Function<Repository, Target> targets;
  private final Watcher watcher;
  private final Clock clock;
  private final Map<ImageName, Known> known = new ConcurrentHashMap<>();

  // Of the list only its hash: two that collide are told apart at the next look but one.
  private record Known(int of, Set<Tag> relevant, Instant until) {}

  Followers(
      List<Repository> repositories,
      Function<Repository, Target> targets,
      Watcher watcher,
      Clock clock) {
    this.repositories = repositories;
    this.targets = targets;
    this.watcher = watcher;
    this.clock = clock;
  }

  /**
   * @throws dev.tagboat.bot.fault.TransientFault when a config repo cannot be read now
   */
  Set<Tag> relevant(ImageName image, List<Tag> tags) {
    Known last = known.get(image);
    if (last != null && last.of() == tags.hashCode() && clock.instant().isBefore(last.until())) {
      return last.relevant();
    }
    Set<Tag> relevant = new LinkedHashSet<>();
    for (Repository repository : repositories) {
      if (repository.follows(image)) {
        relevant.addAll(relevant(repository, image, tags));
      }
    }
    known.put(image, new Known(tags.hashCode(), relevant, clock.instant().plus(KEPT)));
    return relevant;
  }

  // One config repo that a person must mend must not keep the others from being told.
  private Set<Tag> relevant(Repository repository, ImageName image, List<Tag> tags) {
    try {
      return watcher.relevant(targets.apply(repository), image, tags);
    } catch (UserFault fault) {
      LOG.atWarn()
          .addKeyValue("repository", repository.key())
          .log("cannot be asked which tags it follows: {}", fault.getMessage());
      return Set.of();
    }
  }
}
