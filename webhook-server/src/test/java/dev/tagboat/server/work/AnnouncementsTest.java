package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.Announced;
import dev.tagboat.server.inbox.Polls;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnnouncementsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:13:00Z");
  private final Announcements announcements = new Announcements(Map.of("main", "harbor"));

  private static StoredPush push(String hook) {
    ImageName image = ImageName.parse("r.example/a/app").orElseThrow();
    ImagePush push = new ImagePush(image, new Tag("1.0.0"), null, null, Instant.EPOCH, "ci-bot");
    return new StoredPush(
        "1",
        hook,
        push,
        PushState.CONFIRMED,
        "confirmed",
        0,
        NOW,
        null,
        new ImageEvidence.Missing("nobody looked"));
  }

  @Test
  void aHookWithItsTypeAndOurTime() {
    assertThat(announcements.of(push("main")))
        .isEqualTo(new Announced("hook main (harbor)", NOW, "ci-bot"));
  }

  @Test
  void aHookThatIsNoLongerConfigured() {
    assertThat(announcements.of(push("old")).by()).isEqualTo("hook old");
  }

  @Test
  void aPoll() {
    assertThat(announcements.of(push(Polls.SENDER)).by()).isEqualTo("a look at the registry");
  }
}
