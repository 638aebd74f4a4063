package dev.tagboat.server.work;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.Registry;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.inbox.Polls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the tags of one registry's images, one after the other. A new tag, and a tag that config
 * repos follow and that was moved, is taken for a push. On the first look, and when very much is
 * new, only what config repos would take is.
 */
final class PollLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(PollLane.class);
  private static final int MAX_TAGS = 10_000;

  /** More new tags than this are no pushes that somebody waits for, but a backlog. */
  private static final int MAX_NEWS = 100;

  private static final int MAX_FOLLOWED = 50;
  private static final int MAX_DOUBLINGS = 6;

  /** Signatures and the like, by cosign and by clients of registries without referrers. */
  private static final Pattern ATTACHMENT = Pattern.compile("sha256-[0-9a-f]{64}(\\.[a-z]+)?");

  private final String host;
  private final Map<ImageName, Poll> polls;
  private final Registry registry;
  private final Followers followers;
  private final Polls inbox;
  private final Runnable stored;
  private final Gate gate;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * @param polls all of {@code host}
   * @param stored told when there is something to confirm
   */
  PollLane(
      String host,
      List<Poll> polls,
      Registry registry,
      Followers followers,
      Polls inbox,
      Runnable stored,
      Pauses.Patience patience,
      RandomGenerator random,
      Clock clock) {
    this.host = host;
    this.polls = polls.stream().collect(Collectors.toMap(Poll::image, poll -> poll));
    this.registry = registry;
    this.followers = followers;
    this.inbox = inbox;
    this.stored = stored;
    this.gate = new Gate(patience.well(), clock);
    this.random = random;
    this.clock = clock;
    // Not all at once: a registry counts requests.
    polls.forEach(poll -> inbox.begin(poll.image(), clock.instant().plus(upTo(poll.jitter()))));
  }

  @Override
  public void work() {
    for (Polls.Turn turn : inbox.turns(host)) {
      Poll poll = polls.get(turn.image());
      if (poll == null || turn.at().isAfter(clock.instant())) {
        continue;
      }
      if (Thread.currentThread().isInterrupted() || gate.closedUntil().isPresent()) {
        return;
      }
      look(poll);
    }
  }

  @Override
  public Optional<Instant> next() {
    return gate.closedUntil()
        .or(
            () ->
                inbox.turns(host).stream()
                    .filter(turn -> polls.containsKey(turn.image()))
                    .map(Polls.Turn::at)
                    .findFirst());
  }

  private void look(Poll poll) {
    Polls.Memory memory = inbox.memory(poll.image());
    try {
      look(poll, memory);
      gate.passed();
    } catch (TransientFault fault) {
      gate.trouble(fault);
      failed(poll, memory, String.valueOf(fault.getMessage()), fault.retryAfter());
    } catch (UserFault fault) {
      failed(poll, memory, String.valueOf(fault.getMessage()), Optional.empty());
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).addKeyValue("image", poll.image()).log("polling failed");
      failed(poll, memory, Bugs.sentence(bug), Optional.empty());
    }
  }

  private void look(Poll poll, Polls.Memory memory) {
    ImageName image = poll.image();
    Set<Tag> listed = listed(poll);
    if (listed.isEmpty() && !memory.tags().isEmpty()) {
      throw new UserFault(image + " has no tags any more, as its registry says.");
    }
    List<Tag> fresh = new ArrayList<>(listed);
    fresh.removeAll(memory.tags().keySet());
    Set<Tag> wanted = new LinkedHashSet<>(followers.relevant(image, List.copyOf(listed)));
    boolean backlog = !memory.started() || fresh.size() > MAX_NEWS;
    Map<Tag, Digest> asked = new LinkedHashMap<>();
    List<Tag> news = new ArrayList<>();
    List<Tag> toAsk = new ArrayList<>(wanted.stream().limit(MAX_FOLLOWED).toList());
    if (!backlog) {
      fresh.stream().filter(tag -> !wanted.contains(tag)).forEach(toAsk::add);
    }
    for (Tag tag : toAsk) {
      Optional<Digest> digest = registry.digest(image, tag);
      digest.ifPresent(now -> asked.put(tag, now));
      if (digest.isPresent() && isNews(image, tag, digest.get(), memory)) {
        news.add(tag);
      }
    }
    Set<Tag> seen = new LinkedHashSet<>(listed);
    // Gone since it was listed: it is new when it comes back.
    toAsk.stream().filter(tag -> !asked.containsKey(tag)).forEach(seen::remove);
    Intake.Receipt receipt = inbox.done(image, memory, seen, asked, news, next(poll));
    LOG.atDebug()
        .addKeyValue("image", image)
        .log("{} tags, {} new, {} asked for", listed.size(), fresh.size(), toAsk.size());
    if (receipt.accepted() > 0) {
      stored.run();
    }
  }

  private Set<Tag> listed(Poll poll) {
    Set<Tag> listed =
        registry.tags(poll.image()).stream()
            .filter(tag -> !ATTACHMENT.matcher(tag.value()).matches() && poll.tags().pass(tag))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (listed.size() > MAX_TAGS) {
      throw new UserFault(
          poll.image()
              + " has "
              + listed.size()
              + " tags, more than "
              + MAX_TAGS
              + ". Name those that count with tags: under polls:.");
    }
    return listed;
  }

  private boolean isNews(ImageName image, Tag tag, Digest now, Polls.Memory memory) {
    return !now.equals(memory.tags().get(tag)) && !inbox.had(image, tag, now);
  }

  private void failed(Poll poll, Polls.Memory memory, String why, Optional<Duration> asked) {
    int doublings = Math.min(memory.failures(), MAX_DOUBLINGS);
    Duration pause = poll.interval().multipliedBy(1L << doublings).plus(upTo(poll.jitter()));
    Duration longer = asked.filter(a -> a.compareTo(pause) > 0).orElse(pause);
    inbox.failed(poll.image(), clock.instant().plus(longer), why);
    LOG.atWarn()
        .addKeyValue("image", poll.image())
        .log("could not be looked at, next in {} s: {}", longer.toSeconds(), why);
  }

  private Instant next(Poll poll) {
    Duration span = poll.interval().minus(poll.jitter()).plus(upTo(poll.jitter().multipliedBy(2)));
    return clock.instant().plus(span);
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }
}
