package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what names a push is found, whatever the database. */
abstract class PointsSuite {
  private static final ImageName APP = ImageName.parse("r.example/a/app").orElseThrow();

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Database database;
  private GroupCommit intake;
  private Points points;

  abstract DatabaseConfig fresh(Path folder);

  @BeforeEach
  void start() {
    database = Database.open(fresh(folder));
    intake = new GroupCommit(database, clock);
    points = new Points(database);
    push("a/app", "1.0", "2026-01-02T10:00:00.500Z", "sha256:" + "a".repeat(64));
    push("a/app", "latest", "2026-01-02T12:30:15.250Z", "sha256:" + "b".repeat(64));
    push("a/app", "latest", "2026-01-03T09:00:00Z", "sha256:" + "c".repeat(64));
    push("a/app", "2026-01-02", "2026-01-04T09:00:00Z", null);
    push("a/other", "1.0", "2026-01-05T09:00:00Z", "sha256:" + "a".repeat(64));
  }

  @AfterEach
  void stop() {
    intake.close();
    database.close();
  }

  private void push(String path, String tag, String at, @Nullable String digest) {
    clock.set(Instant.parse(at));
    intake.store(Inboxes.intake(Inboxes.push("r.example/" + path, tag, digest)));
  }

  private String found(String text) {
    return points
        .find(APP, text)
        .map(push -> push.push().tag() + " of " + push.receivedAt())
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0 of 2026-01-02T10:00:00.500Z",
    "' 1.0 ', 1.0 of 2026-01-02T10:00:00.500Z",
    "r.example/a/app:1.0, 1.0 of 2026-01-02T10:00:00.500Z",
    "latest, latest of 2026-01-03T09:00:00Z",
    "latest@sha256:bbbbbbbbbbbb, latest of 2026-01-02T12:30:15.250Z",
    "sha256:bbbbbb, latest of 2026-01-02T12:30:15.250Z",
    "sha256:bbbbbbbbbbbb…, latest of 2026-01-02T12:30:15.250Z",
    "@sha256:aaaaaaaaaaaa, 1.0 of 2026-01-02T10:00:00.500Z",
    "2026-01-03, latest of 2026-01-03T09:00:00Z",
    "2026-01-02 10:00, 1.0 of 2026-01-02T10:00:00.500Z",
    "2026-01-02 12:30:15 UTC, latest of 2026-01-02T12:30:15.250Z",
    "2026-01-02T12:30:15.249Z, 1.0 of 2026-01-02T10:00:00.500Z",
    "2026-01-02T12:30:15.250Z, latest of 2026-01-02T12:30:15.250Z",
    "2030-01-01, 2026-01-02 of 2026-01-04T09:00:00Z",
  })
  void aPushIsFoundByWhatPeopleCallIt(String text, String expected) {
    assertThat(found(text)).isEqualTo(expected);
  }

  @Test
  void aTagThatLooksLikeADayIsATag() {
    assertThat(found("2026-01-02")).isEqualTo("2026-01-02 of 2026-01-04T09:00:00Z");
  }

  @Test
  void anIdMeansItsPushAndNoneOfAnotherImage() {
    Points.Known oldest = points.newest(APP, 9).get(3);
    ImageName other = ImageName.parse("r.example/a/other").orElseThrow();

    assertThat(points.find(APP, oldest.id()).map(StoredPush::id)).contains(oldest.id());
    assertThat(points.find(other, oldest.id())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "_.0",
        "1.0@sha256:bbbbbbbbbbbb",
        "sha256:%",
        "sha256:bbb",
        "2025-12-31",
        "2026-13-45",
        "2026-01-03 25:00",
        "' OR '1'='1",
        "1.0\u0000"
      })
  void whatIsNoNameFindsNothing(String text) {
    assertThat(found(text)).isEqualTo("none");
  }

  @Test
  void theNewestAreOfferedFirst() {
    List<Points.Known> known = points.newest(APP, 2);

    assertThat(known).extracting(Points.Known::tag).containsExactly("2026-01-02", "latest");
    assertThat(known.get(0).digest()).isNull();
    assertThat(known.get(1).digest()).isEqualTo("sha256:" + "c".repeat(64));
  }
}
