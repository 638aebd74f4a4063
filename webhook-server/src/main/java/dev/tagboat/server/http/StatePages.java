package dev.tagboat.server.http;

import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.forge.github.Usage;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.Contacts;
import dev.tagboat.server.inbox.Delivery;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.view.DriftPage;
import dev.tagboat.server.view.Drifted;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.Links;
import dev.tagboat.server.view.Pages;
import dev.tagboat.server.view.Place;
import dev.tagboat.server.view.Setup;
import dev.tagboat.server.view.SetupPage;
import io.javalin.http.Context;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages of what differs, and of what is configured. */
final class StatePages {
  private static final int EVENTS = 500;

  private final Pages pages;
  private final ServerConfig config;
  private final Backend backend;
  private final Situation situation;
  private final Strangers strangers;

  /** Who did not prove where they come from. */
  record Strangers(Refused atHooks, Refused atReports) {}

  StatePages(
      Pages pages, ServerConfig config, Backend backend, Situation situation, Strangers strangers) {
    this.pages = pages;
    this.config = config;
    this.backend = backend;
    this.situation = situation;
    this.strangers = strangers;
  }

  /** {@code GET /drift}. */
  String drift(Context ctx, Frame frame) {
    int page = new Query(ctx, Set.of("page")).number("page", 1);
    List<Place> clusters =
        situation.places().stream().filter(place -> place.cluster() != null).toList();
    return pages.drift(DriftPage.of(frame, clusters, this::drifted, page));
  }

  private List<Drifted> drifted(Place place) {
    Cluster cluster = place.cluster();
    return cluster == null
        ? List.of()
        : Drifted.of(
            place,
            backend.reports().store().events(cluster.name(), EVENTS),
            web(place.repository()));
  }

  private @Nullable WebPages web(String repository) {
    return config.repositories().stream()
        .filter(one -> one.key().equals(repository))
        .findFirst()
        .map(Links::pages)
        .orElse(null);
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
    Checkup checkup = backend.insight().checkup();
    return pages.setup(
        new SetupPage(
            frame,
            new Setup(
                hooks(base == null ? "" : base.toString()),
                repositories(),
                clusters(frame),
                PolledImages.in(config.polls()).of(backend.views()),
                new Setup.Doctor(checkup.last(), checkup.begun(), checkup.isDaily())),
            base == null ? null : base.toString(),
            tested));
  }

  private List<Setup.HookCard> hooks(String base) {
    Map<String, Overview.HookActivity> activity = backend.pages().overview().hooks();
    Map<String, Delivery> leftOut = backend.pages().overview().leftOut();
    List<Setup.HookCard> cards = new ArrayList<>();
    for (Hook hook : config.hooks()) {
      String name = hook.name();
      cards.add(
          Setup.card(
              hook, base, activity.get(name), leftOut.get(name), strangers.atHooks().of(name)));
    }
    return cards;
  }

  private List<Setup.RepositoryCard> repositories() {
    Overview overview = backend.pages().overview();
    Map<String, Map<TargetState, Long>> counts = overview.targets();
    Map<String, Overview.Queued> queued = overview.queued();
    Map<String, Contacts.Contact> contacts = backend.pages().contacts().all();
    Map<String, Usage> usages = backend.insight().credentials().byRepository();
    List<Setup.RepositoryCard> cards = new ArrayList<>();
    for (Repository repository : config.repositories()) {
      String key = repository.key();
      cards.add(
          new Setup.RepositoryCard(
              repository,
              counts.getOrDefault(key, Map.of()),
              overview.last(key).orElse(null),
              queued.get(key),
              contacts.get(key),
              usages.get(key),
              backend.pages().halts().of(key).orElse(null)));
    }
    return cards;
  }

  private List<Setup.ClusterCard> clusters(Frame frame) {
    List<Setup.ClusterCard> cards = new ArrayList<>();
    for (Place place : situation.places()) {
      Cluster cluster = place.cluster();
      if (cluster != null) {
        cards.add(
            new Setup.ClusterCard(
                cluster,
                place,
                place.isStale(frame.now()),
                strangers.atReports().of(cluster.name())));
      }
    }
    return cards;
  }
}
