package dev.tagboat.server.work;

import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.run.Target;
import dev.tagboat.bot.run.Watcher;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.TestInbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The lanes on a database, with the registry and the forge told what to say. */
abstract class WorkersBase {
  private static final Pauses FAST = new Pauses(Duration.ofMillis(5), Duration.ofMillis(50), 9);
  static final ImageName WEB = new ImageName("registry.acme.io", "acme/web");
  static final Repository CONFIG = repository("https://forge.example/acme/config.git");

  final FakeRegistry registry = new FakeRegistry();
  final FakeProposer proposer = new FakeProposer();
  List<Poll> polls = List.of();
  Watcher watcher = Watcher.NONE;
  final List<AutoCloseable> open = new ArrayList<>();
  @TempDir Path folder;

  static Repository repository(String url) {
    return new Repository(
        URI.create(url),
        "main",
        ForgeAccess.github(null, Secret.of("token")),
        Repository.CommitMode.GIT,
        List.of(ImagePattern.parse("registry.acme.io/acme/*")),
        null);
  }

  enum Kind {
    SQLITE,
    POSTGRESQL;

    DatabaseConfig create(Path folder) {
      return this == SQLITE ? TestDatabase.sqlite(folder) : TestDatabase.postgres();
    }
  }

  record Server(Database database, Workers workers, TestInbox inbox, Intakes intakes) {}

  record Intakes(GroupCommit commits, Workers workers) {

    void push(ImageName image, String tag) {
      commits.store(
          new Intake("main", List.of(ImagePush.of(image, new Tag(tag), null)), List.of()));
      workers.received(image.registry());
    }

    void push(String tag) {
      push(WEB, tag);
    }
  }

  Server start(DatabaseConfig where, Repository... repositories) {
    Hook hook =
        new Hook(
            "main",
            HookType.GENERIC,
            AuthKind.BEARER,
            List.of(Secret.of("s".repeat(20))),
            "registry.acme.io",
            List.of());
    ServerConfig config =
        new ServerConfig(
            new Listen("127.0.0.1", 0),
            where,
            List.of(hook),
            List.of(),
            List.of(repositories),
            null,
            folder,
            polls);
    Database database = Database.open(where);
    open.add(0, database);
    Workers.Outside outside = new Workers.Outside(registry, proposer, WorkersBase::target, watcher);
    Workers workers =
        new Workers(config, database, outside, new Pauses.Patience(FAST, FAST), Clock.systemUTC());
    workers.start();
    open.add(0, workers);
    GroupCommit commits = new GroupCommit(database, Clock.systemUTC());
    open.add(0, commits);
    return new Server(database, workers, new TestInbox(database), new Intakes(commits, workers));
  }

  static Target target(Repository repository) {
    return new Target(
        new GitRemote(repository.url(), null, null),
        repository.branch(),
        new PushOnlyForge(PushOnlyForge.Flavour.NONE));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }
}
