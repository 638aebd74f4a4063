package dev.tagboat.server.view;

import dev.tagboat.bot.forge.github.Usage;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.Contacts;
import dev.tagboat.server.inbox.Delivery;
import dev.tagboat.server.inbox.Halt;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.inbox.PollView;
import dev.tagboat.server.inbox.StoredTarget;
import dev.tagboat.server.inbox.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is configured, and whether each part of it works. */
public record Setup(
    List<HookCard> hooks,
    List<RepositoryCard> repositories,
    List<ClusterCard> clusters,
    List<PollView> polls,
    Doctor doctor) {
  public Setup {
    hooks = List.copyOf(hooks);
    repositories = List.copyOf(repositories);
    clusters = List.copyOf(clusters);
    polls = List.copyOf(polls);
  }

  /**
   * Who holds too much.
   *
   * @param last what was found last; null before the first look
   * @param begun since when somebody looks; null when nobody does
   * @param daily whether somebody looks once a day, unasked
   */
  public record Doctor(@Nullable Findings last, @Nullable Instant begun, boolean daily) {}

  /**
   * Requests to a hook, or for a cluster, that proved nothing.
   *
   * @param hook its name, or the cluster's
   * @param number since the server started
   * @param from the address of the last one
   */
  public record Strangers(String hook, long number, Instant last, String from) {}

  /**
   * A hook.
   *
   * @param url what to paste, a secret in it masked
   * @param activity null when it brought nothing lately
   * @param leftOut what was left out last; null when nothing was
   * @param strangers null when there were none
   */
  public record HookCard(
      Hook hook,
      String url,
      Overview.@Nullable HookActivity activity,
      @Nullable Delivery leftOut,
      @Nullable Strangers strangers) {

    /** As the configuration spells it. */
    public String type() {
      return hook.type().name().toLowerCase(Locale.ROOT);
    }

    /** How its sender proves itself. */
    public String proof() {
      if (!hook.isGuarded()) {
        return "nothing: only programs of this machine may send";
      }
      return switch (hook.auth()) {
        case BEARER, HEADER -> "a secret in a header";
        case BASIC -> "a password";
        case PATH -> "a secret in the URL";
        case HMAC_SHA256, HMAC_SHA1 -> "a signature over the body (" + hook.auth().key() + ")";
        case OIDC -> "a signed token of its issuer";
        case SNS -> "the signature of Amazon SNS";
      };
    }

    /** What to do at the registry, step by step. */
    public List<Step> steps() {
      return Steps.of(hook, url);
    }

    /** Whether anybody but the sender itself can prove what it proves. */
    public boolean canBeTested() {
      return hook.auth().hasSecret();
    }

    /** What a test tells of may look so. */
    public String example() {
      return hook.registry() + "/NAME:TAG";
    }

    /** What it may speak of. */
    public String images() {
      return hook.images().isEmpty()
          ? hook.registry() + "/**"
          : hook.images().stream().map(ImagePattern::toString).collect(Collectors.joining(", "));
    }
  }

  /** The card of a hook. */
  public static HookCard card(
      Hook hook,
      String base,
      Overview.@Nullable HookActivity activity,
      @Nullable Delivery leftOut,
      @Nullable Strangers strangers) {
    String secret = hook.auth() == AuthKind.PATH && hook.isGuarded() ? "/" + Steps.MASK : "";
    return new HookCard(
        hook, base + "/hooks/" + hook.name() + secret, activity, leftOut, strangers);
  }

  /**
   * A config repo.
   *
   * @param counts how many pushes are in which state
   * @param last what became of the newest push it was told of; null when there was none
   * @param queued what waits longest for it; null when nothing does
   * @param contact when it was last heard of; null when it was not asked yet
   * @param usage what its credential was used for; null where the forge does not count
   * @param halt who has paused it; null when nobody has
   */
  public record RepositoryCard(
      Repository repository,
      Map<TargetState, Long> counts,
      @Nullable StoredTarget last,
      Overview.@Nullable Queued queued,
      Contacts.@Nullable Contact contact,
      @Nullable Usage usage,
      @Nullable Halt halt) {
    public RepositoryCard {
      counts = Map.copyOf(counts);
    }

    public long count(TargetState state) {
      return counts.getOrDefault(state, 0L);
    }

    public String images() {
      return repository.images().stream()
          .map(ImagePattern::toString)
          .collect(Collectors.joining(", "));
    }

    /** How the server gets in. */
    public String access() {
      ForgeAccess forge = repository.forge();
      String how =
          forge.appId() != null
              ? "GitHub App " + forge.appId()
              : forge.token() != null
                  ? "a token"
                  : repository.ssh() != null ? "an SSH key" : "no credential";
      return forge.type() == ForgeAccess.Type.GITHUB ? how : how + ", git only";
    }

    /** Whether the forge tells of merges, or is asked now and then. */
    public boolean isTold() {
      return repository.forge().webhookSecret() != null;
    }
  }

  /**
   * A cluster; see {@link Place}.
   *
   * @param strangers who tried to report for it; null when there were none
   */
  public record ClusterCard(
      Cluster cluster, Place place, boolean stale, @Nullable Strangers strangers) {
    /** Less than that is on the way, or rounding. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final Duration LATE = Duration.ofMinutes(2);

    /** How its clock and ours fit, by its newest report; empty when they do or nothing is known. */
    public String clock() {
      Duration delay = place.view() == null ? Duration.ZERO : place.view().delay();
      if (delay.negated().compareTo(SKEW) > 0) {
        return "the cluster's clock is " + Times.length(delay.negated()) + " ahead of ours";
      }
      return delay.compareTo(LATE) > 0
          ? "its newest report came "
              + Times.length(delay)
              + " after it was made: its clock is behind, or it could not be sent"
          : "";
    }

    /** What its applier proved itself with last; null when that is not known. */
    public ClusterView.@Nullable Proven proven() {
      return place.view() == null ? null : place.view().proven();
    }

    /** Secrets beside the one that was used, which may be one to take out. */
    public boolean hasSpareSecret() {
      return cluster.secrets().size() > 1;
    }

    /** How it does; null before the first report. */
    public @Nullable Condition condition() {
      return place.view() == null ? null : Condition.of(place.view().report());
    }

    /** How its applier proves itself. */
    public String proof() {
      return cluster.tokens() == null
          ? (cluster.secrets().size() > 1
              ? cluster.secrets().size() + " secrets (being replaced)"
              : "a secret")
          : "its service-account token";
    }
  }
}
