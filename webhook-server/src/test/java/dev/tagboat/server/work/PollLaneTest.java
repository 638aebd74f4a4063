package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.Polls;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at a registry whose clock and tags the test turns. */
class PollLaneTest {
  private static final String HOST = "registry.acme.io";
  private static final ImageName WEB = new ImageName(HOST, "acme/web");
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Poll POLL = poll(WEB, Poll.Tags.ALL);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeRegistry registry = new FakeRegistry();
  private Set<Tag> relevant = Set.of();
  private int stored;
  private Database database;

  private static Poll poll(ImageName image, Poll.Tags tags) {
    return new Poll(image, EVERY, Duration.ofSeconds(30), tags);
  }

  @BeforeEach
  void open() {
    database = Database.open(TestDatabase.sqlite(folder));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PollLane lane(Poll... polls) {
    Followers followers =
        new Followers(
            List.of(WorkersBase.CONFIG),
            WorkersBase::target,
            (target, image, tags) -> relevant,
            clock);
    return new PollLane(
        HOST,
        List.of(polls),
        registry,
        followers,
        new Polls(database, clock),
        () -> stored++,
        Pauses.Patience.DEFAULT,
        new Random(7),
        clock);
  }

  /** At the next time that the lane names. */
  private void round(PollLane lane) {
    Instant next = lane.next().orElseThrow();
    if (next.isAfter(clock.instant())) {
      clock.advance(Duration.between(clock.instant(), next));
    }
    lane.work();
  }

  private void has(String tag, int digest) {
    registry.tags.put(new Tag(tag), new Digest(Inboxes.digest(digest)));
  }

  private static Set<Tag> tags(String... tags) {
    return Set.copyOf(Stream.of(tags).map(Tag::new).toList());
  }

  /** Oldest first, as {@code tag last-digits-of-digest}. */
  private List<String> pushes() {
    List<String> all = new ArrayList<>();
    for (StoredPush push : new Views(database).pushes(PushFilter.newest(1_000))) {
      Digest digest = push.push().digest();
      all.add(
          0,
          push.push().tag()
              + " "
              + (digest == null ? "?" : digest.value().substring(digest.value().length() - 1)));
    }
    return all;
  }

  @Test
  void theFirstLookTakesOnlyWhatConfigReposWouldTake() {
    has("1.0.0", 1);
    has("1.1.0", 2);
    has("latest", 2);
    relevant = tags("1.1.0");
    round(lane(POLL));

    assertThat(pushes()).containsExactly("1.1.0 2");
    assertThat(registry.digests).hasValue(1);
    assertThat(stored).isEqualTo(1);
    assertThat(new Views(database).pushes(PushFilter.newest(1)).get(0).hook())
        .isEqualTo(Polls.SENDER);
  }

  @Test
  void laterEachNewTagIsAPushOnce() {
    has("1.0.0", 1);
    PollLane lane = lane(POLL);
    round(lane);
    has("1.1.0", 2);
    has("dev", 3);
    round(lane);
    round(lane);

    assertThat(pushes()).containsExactlyInAnyOrder("1.1.0 2", "dev 3");
    assertThat(registry.digests).hasValue(2);
  }

  @Test
  void aFollowedTagThatWasMovedIsAPushEachTime() {
    has("stable", 1);
    has("other", 5);
    relevant = tags("stable");
    PollLane lane = lane(POLL);
    round(lane);
    round(lane);
    has("stable", 2);
    has("other", 6);
    round(lane);
    has("stable", 1);
    round(lane);

    assertThat(pushes()).containsExactly("stable 1", "stable 2", "stable 1");
  }

  @Test
  void aRestartGoesOnWhereItWas() {
    has("1.0.0", 1);
    round(lane(POLL));
    close();
    has("1.1.0", 2);
    open();
    PollLane after = lane(POLL);
    assertThat(after.next()).hasValueSatisfying(at -> assertThat(at).isAfter(clock.instant()));
    round(after);

    assertThat(pushes()).containsExactly("1.1.0 2");
  }

  @Test
  void whatAnEventToldOfIsNoNews() {
    PollLane lane = lane(POLL);
    round(lane);
    try (GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push(HOST + "/acme/web", "1.1.0", Inboxes.digest(2))));
    }
    has("1.1.0", 2);
    round(lane);

    assertThat(pushes()).containsExactly("1.1.0 2");
    assertThat(new Views(database).pushes(PushFilter.newest(1)).get(0).hook()).isEqualTo("main");
  }

  @Test
  void aBacklogIsNoFlood() {
    has("1.0.0", 1);
    PollLane lane = lane(POLL);
    round(lane);
    for (int i = 0; i < 500; i++) {
      has("1.1." + i, 2);
    }
    relevant = tags("1.1.499");
    round(lane);
    has("1.2.0", 3);
    round(lane);

    assertThat(pushes()).containsExactly("1.1.499 2", "1.2.0 3");
  }

  @Test
  void signaturesAndWhatTheFilterLeavesOutAreNotLookedAt() {
    Poll filtered =
        poll(WEB, new Poll.Tags(List.of(Pattern.compile("^v")), List.of(Pattern.compile("-rc"))));
    PollLane lane = lane(filtered);
    round(lane);
    for (String tag : List.of("v1", "v1-rc1", "1", "sha256-" + "a".repeat(64) + ".sig")) {
      has(tag, 1);
    }
    round(lane);

    assertThat(pushes()).containsExactly("v1 1");
  }

  @Test
  void tooManyTagsAreNotLookedAt() {
    for (int i = 0; i < 10_001; i++) {
      has("t" + i, 1);
    }
    relevant = tags("t1");
    round(lane(POLL));

    assertThat(pushes()).isEmpty();
  }

  @Test
  void aTagThatVanishesInBetweenIsNewWhenItComesBack() {
    PollLane lane = lane(POLL);
    round(lane);
    registry.listedOnly.add(new Tag("1.1.0"));
    round(lane);
    registry.listedOnly.clear();
    has("1.1.0", 2);
    round(lane);

    assertThat(pushes()).containsExactly("1.1.0 2");
  }

  @Test
  void anEmptyListForgetsNothing() {
    has("1.0.0", 1);
    PollLane lane = lane(POLL);
    round(lane);
    registry.tags.clear();
    round(lane);
    has("1.0.0", 1);
    round(lane);

    assertThat(pushes()).isEmpty();
  }

  @Test
  void aStatedPauseHoldsForAllImagesOfTheRegistry() {
    has("1.0.0", 1);
    PollLane lane = lane(POLL, poll(new ImageName(HOST, "acme/api"), Poll.Tags.ALL));
    registry.listing.add(new TransientFault("it answered 429", Duration.ofHours(1)));
    Instant start = clock.instant();
    round(lane);
    round(lane);

    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(31));
    assertThat(registry.lists).hasValue(3);
  }

  @Test
  void troubleOfAnImageIsAskedForLessAndLessOften() {
    PollLane lane = lane(POLL);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      registry.listing.add(new UserFault("there is no such image"));
      round(lane);
      pauses.add(Duration.between(clock.instant(), lane.next().orElseThrow()).dividedBy(EVERY));
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
  }

  @Test
  void looksAreSpread() {
    PollLane lane = lane(POLL);
    Set<Long> seconds = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      round(lane);
      long pause = Duration.between(clock.instant(), lane.next().orElseThrow()).toMillis();
      assertThat(pause).isBetween(EVERY.toMillis() - 30_000, EVERY.toMillis() + 30_000);
      seconds.add(pause / 1000);
    }

    assertThat(seconds).hasSizeGreaterThan(8);
  }
}
