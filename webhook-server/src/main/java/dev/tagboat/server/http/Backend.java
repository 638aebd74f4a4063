package dev.tagboat.server.http;

import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.Views;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;

/**
 * What the HTTP front stands before.
 *
 * @param sources what senders are judged by
 * @param insight what the server knows of its own credentials
 * @param meters shown at {@code /metrics}, together with what others put there
 */
public record Backend(
    GroupCommit intake,
    Views views,
    Retries retries,
    Reports reports,
    PageStore pages,
    ForgeListener forge,
    List<ReadyCheck> checks,
    Sources sources,
    Insight insight,
    PrometheusMeterRegistry meters) {
  public Backend {
    checks = List.copyOf(checks);
  }

  /** With the network as what senders are judged by, and no credentials of its own. */
  public Backend(
      GroupCommit intake,
      Views views,
      Retries retries,
      Reports reports,
      PageStore pages,
      ForgeListener forge,
      List<ReadyCheck> checks,
      PrometheusMeterRegistry meters) {
    this(
        intake,
        views,
        retries,
        reports,
        pages,
        forge,
        checks,
        Sources.network(),
        Insight.none(Clock.systemUTC()),
        meters);
  }
}
