package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.inbox.Contacts.Contact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactsTest {
  private static final String REPO = "https://github.com/acme/config.git";
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Database database;
  private Contacts contacts;

  @BeforeEach
  void open() {
    clock.set(NOON);
    database = Database.open(TestDatabase.sqlite(folder));
    contacts = new Contacts(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Contact contact() {
    return Objects.requireNonNull(new Contacts(database, clock).all().get(REPO));
  }

  @Test
  void whatFailedLastIsFailingUntilItWorksAgain() {
    assertThat(contacts.all()).isEmpty();
    contacts.failed(REPO, "GitHub answered 502.");
    assertThat(contact()).isEqualTo(new Contact(null, NOON, "GitHub answered 502."));
    assertThat(contact().isFailing()).isTrue();

    clock.advance(Duration.ofSeconds(1));
    contacts.good(REPO);

    assertThat(contact()).isEqualTo(new Contact(clock.instant(), NOON, "GitHub answered 502."));
    assertThat(contact().isFailing()).isFalse();
  }

  @Test
  void whatGoesWellIsNotWrittenDownEachTime() {
    contacts.good(REPO);
    clock.advance(Duration.ofSeconds(29));
    contacts.good(REPO);
    assertThat(contact().good()).isEqualTo(NOON);
    clock.advance(Duration.ofSeconds(1));
    contacts.good(REPO);

    assertThat(contact().good()).isEqualTo(NOON.plusSeconds(30));
  }
}
