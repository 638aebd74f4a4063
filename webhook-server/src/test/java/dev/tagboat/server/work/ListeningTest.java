package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.run.Progress;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.inbox.Contacts;
import dev.tagboat.server.inbox.Contacts.Contact;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListeningTest {
  private static final String REPO = "https://git.acme.io/acme/config.git";
  private static final Target TARGET =
      new Target(
          new GitRemote(URI.create(REPO), null, null, null),
          "main",
          new PushOnlyForge(PushOnlyForge.Flavour.of("none").orElseThrow()));

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeProposer proposer = new FakeProposer();
  private Database database;
  private Listening listening;

  @BeforeEach
  void open() {
    database = Database.open(TestDatabase.sqlite(folder));
    listening = new Listening(REPO, proposer, new Contacts(database, clock));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Contact contact() {
    return Objects.requireNonNull(new Contacts(database, clock).all().get(REPO));
  }

  @Test
  void whoAnswersWasHeardOf() {
    assertThat(listening.look(TARGET, 7)).isPresent();

    assertThat(contact()).isEqualTo(new Contact(clock.instant(), null, ""));
  }

  @Test
  void aFaultIsNotedAndThrown() {
    proposer.answer =
        batch -> {
          throw new TransientFault("GitHub answered 502.");
        };

    assertThatThrownBy(() -> listening.propose(TARGET, List.of(), Progress.NONE))
        .isInstanceOf(TransientFault.class);
    assertThat(contact().problem()).isEqualTo("GitHub answered 502.");
    assertThat(contact().isFailing()).isTrue();
  }

  @Test
  void withoutADatabaseTheWorkIsDoneAllTheSame() {
    database.close();

    assertThat(listening.look(TARGET, 7)).isPresent();
  }
}
