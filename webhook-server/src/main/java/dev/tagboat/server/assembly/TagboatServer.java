package dev.tagboat.server.assembly;

import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.http.Backend;
import dev.tagboat.server.http.Checkup;
import dev.tagboat.server.http.ForgeListener;
import dev.tagboat.server.http.HttpServer;
import dev.tagboat.server.http.Insight;
import dev.tagboat.server.http.Limits;
import dev.tagboat.server.http.PageStore;
import dev.tagboat.server.http.ReadyCheck;
import dev.tagboat.server.http.Reports;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.TokenTurns;
import dev.tagboat.server.inbox.Views;
import dev.tagboat.server.view.Findings;
import dev.tagboat.server.work.Pauses;
import dev.tagboat.server.work.Workers;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole server, running: what it receives, it stores; what is stored, its workers do. */
public final class TagboatServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TagboatServer.class);

  private final Deque<AutoCloseable> parts;
  private final HttpServer http;
  private final Checkup checkup;

  private TagboatServer(Deque<AutoCloseable> parts, HttpServer http, Checkup checkup) {
    this.parts = parts;
    this.http = http;
    this.checkup = checkup;
  }

  /**
   * Starts everything, or nothing.
   *
   * @throws dev.tagboat.bot.fault.UserFault when the database, the address or a config repo cannot
   *     be used as configured
   */
  public static TagboatServer start(ServerConfig config, Clock clock) {
    return start(config, Pauses.Patience.DEFAULT, clock);
  }

  static TagboatServer start(ServerConfig config, Pauses.Patience patience, Clock clock) {
    return start(config, lanes -> Outsides.of(config, clock, lanes), patience, clock);
  }

  static TagboatServer start(
      ServerConfig config, Workers.Outside outside, Pauses.Patience patience, Clock clock) {
    return start(config, lanes -> outside, patience, clock);
  }

  private static TagboatServer start(
      ServerConfig config,
      Function<TokenLanes, Workers.Outside> outside,
      Pauses.Patience patience,
      Clock clock) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      Database database = Database.open(config.database());
      parts.push(database);
      TokenLanes lanes = new TokenLanes(clock, TokenTurns.of(database, clock));
      Workers workers = new Workers(config, database, outside.apply(lanes), patience, clock);
      parts.push(workers);
      workers.start();
      GroupCommit intake = new GroupCommit(database, clock, workers::received);
      parts.push(intake);
      Checkup checkup =
          new Checkup(
              () -> Doctor.of(config, lanes).look(Set.of(), what -> {}),
              TagboatServer::warn,
              clock);
      parts.push(checkup);
      Backend backend =
          new Backend(
              intake,
              new Views(database),
              new Retries(database, clock, workers::wakeAll),
              new Reports(new ClusterReports(database, clock), workers::reported),
              PageStore.of(database, clock, workers::wakeAll),
              listener(workers),
              List.of(databaseCheck(database), workersCheck(workers)),
              Sources.network(),
              new Insight(Outsides.credentials(config, lanes), checkup),
              new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
      HttpServer http =
          HttpServer.start(
              config, backend, Limits.standard().withBody(config.front().body()), clock);
      parts.push(http);
      return new TagboatServer(parts, http, checkup);
    } catch (RuntimeException e) {
      closeAll(parts);
      throw e;
    }
  }

  /** Of what is known to be too much. */
  private static void warn(Findings found) {
    found.all().stream()
        .filter(Diagnosis::isTooMuch)
        .forEach(one -> LOG.warn("{}", one.sentence()));
    if (!found.problem().isEmpty()) {
      LOG.warn("it cannot be told what our credentials may do: {}", found.problem());
    }
  }

  private static ForgeListener listener(Workers workers) {
    return new ForgeListener() {
      @Override
      public void pullRequestChanged(Repository repository, int number) {
        workers.pullRequestChanged(repository, number);
      }

      @Override
      public void pushed(Repository repository, String branch) {
        workers.pushed(repository, branch);
      }
    };
  }

  private static ReadyCheck databaseCheck(Database database) {
    return new ReadyCheck(
        "database",
        () -> {
          database.probe();
          return new ReadyCheck.Result(true, "takes writes");
        });
  }

  private static ReadyCheck workersCheck(Workers workers) {
    return new ReadyCheck(
        "workers",
        () ->
            workers.isRunning()
                ? new ReadyCheck.Result(true, "running")
                : new ReadyCheck.Result(false, "stopped"));
  }

  /** Where it listens; differs from the configuration when that says 0. */
  public int port() {
    return http.port();
  }

  /** Has somebody look, now and once a day, whether a credential may do more than is needed. */
  public void watchCredentials() {
    checkup.begin();
  }

  /**
   * Takes no more requests, finishes those in flight, lets the workers finish what they do, then
   * closes the database. What is left is done after the next start.
   */
  @Override
  public void close() {
    closeAll(parts);
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("A part did not stop cleanly", e);
      }
    }
  }
}
