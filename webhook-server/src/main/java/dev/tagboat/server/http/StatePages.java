package dev.tagboat.server.http;

import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.ClusterEvent;
import dev.tagboat.server.inbox.Delivery;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.view.DriftPage;
import dev.tagboat.server.view.Drifted;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.Pages;
import dev.tagboat.server.view.Place;
import dev.tagboat.server.view.Setup;
import dev.tagboat.server.view.SetupPage;
import io.javalin.http.Context;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of what differs, and of what is configured. */
final class StatePages {
  private static final int EVENTS = 500;

  private final Pages pages;
  private final ServerConfig config;
  private final Backend backend;
  private final Situation situation;
  private final Refused refused;

  StatePages(
      Pages pages, ServerConfig config, Backend backend, Situation situation, Refused refused) {
    this.pages = pages;
    this.config = config;
    this.backend = backend;
    this.situation = situation;
    this.refused = refused;
  }

  /** {@code GET /drift}. */
  String drift(Context ctx, Frame frame) {
    List<DriftPage.InCluster> all = new ArrayList<>();
    for (Place place : situation.places()) {
      Cluster cluster = place.cluster();
      if (cluster != null) {
        List<ClusterEvent> events = backend.reports().store().events(cluster.name(), EVENTS);
        all.add(DriftPage.InCluster.of(place, Drifted.of(place, events), frame.now()));
      }
    }
    return pages.drift(new DriftPage(frame, all));
  }

  /** {@code GET /setup}. */
  String setup(Context ctx, Frame frame) {
    return setup(frame, null);
  }

  /**
   * @param tested what came of a test; null when none was sent
   */
  String setup(Frame frame, SetupPage.@Nullable Tested tested) {
    URI base = config.front().publicUrl();
    return pages.setup(
        new SetupPage(
            frame,
            new Setup(
                hooks(base == null ? "" : base.toString()),
                repositories(),
                clusters(frame),
                PolledImages.in(config.polls()).of(backend.views())),
            base == null ? null : base.toString(),
            tested));
  }

  private List<Setup.HookCard> hooks(String base) {
    Map<String, Overview.HookActivity> activity = backend.pages().overview().hooks();
    Map<String, Delivery> leftOut = backend.pages().overview().leftOut();
    List<Setup.HookCard> cards = new ArrayList<>();
    for (Hook hook : config.hooks()) {
      String name = hook.name();
      cards.add(Setup.card(hook, base, activity.get(name), leftOut.get(name), refused.of(name)));
    }
    return cards;
  }

  private List<Setup.RepositoryCard> repositories() {
    Overview overview = backend.pages().overview();
    Map<String, Map<TargetState, Long>> counts = overview.targets();
    List<Setup.RepositoryCard> cards = new ArrayList<>();
    for (Repository repository : config.repositories()) {
      String key = repository.key();
      cards.add(
          new Setup.RepositoryCard(
              repository,
              counts.getOrDefault(key, Map.of()),
              overview.last(key).orElse(null),
              backend.pages().halts().of(key).orElse(null)));
    }
    return cards;
  }

  private List<Setup.ClusterCard> clusters(Frame frame) {
    List<Setup.ClusterCard> cards = new ArrayList<>();
    for (Place place : situation.places()) {
      Cluster cluster = place.cluster();
      if (cluster != null) {
        cards.add(new Setup.ClusterCard(cluster, place, place.isStale(frame.now())));
      }
    }
    return cards;
  }
}
