package dev.tagboat.server.work;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.pull.Markdown;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.Announcement;
import dev.tagboat.server.inbox.Landings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on the forge of one config repo how merges do in clusters. A crash in the middle has it
 * told once more, which the forge's side makes nothing of. What the forge forbids is a warning: the
 * rest is told all the same.
 */
final class AnnounceLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(AnnounceLane.class);
  private static final int BATCH = 20;
  private static final String MARKER = "<!-- tagboat: clusters -->";

  private final String repository;
  private final Map<String, Cluster> clusters;
  private final Supplier<Target> target;
  private final Function<URI, Optional<Announcer>> sources;
  private final Landings landings;
  private final Pauses pauses;
  private final Clock clock;

  /**
   * @param sources ways to tell something in other repos of the same forge
   */
  AnnounceLane(
      String repository,
      List<Cluster> clusters,
      Supplier<Target> target,
      Function<URI, Optional<Announcer>> sources,
      Landings landings,
      Pauses pauses,
      Clock clock) {
    this.repository = repository;
    this.clusters = clusters.stream().collect(Collectors.toMap(Cluster::name, Function.identity()));
    this.target = target;
    this.sources = sources;
    this.landings = landings;
    this.pauses = pauses;
    this.clock = clock;
  }

  @Override
  public void work() {
    for (Announcement due : landings.due(repository, BATCH)) {
      Cluster cluster = clusters.get(due.cluster());
      if (cluster == null) {
        landings.told(due, "the cluster is no longer configured");
      } else {
        tell(due, cluster);
      }
    }
  }

  private void tell(Announcement due, Cluster cluster) {
    try {
      Optional<Announcer> announcer = target.get().forge().announcer();
      List<String> warnings = new ArrayList<>();
      announcer.ifPresent(forge -> tell(due, cluster, forge, warnings));
      landings.told(
          due,
          announcer.isEmpty()
              ? "this forge only takes pushes"
              : warnings.isEmpty() ? "told" : String.join(" ", warnings));
    } catch (TransientFault fault) {
      later(due, fault);
    } catch (UserFault fault) {
      landings.told(due, String.valueOf(fault.getMessage()));
      warn(due, String.valueOf(fault.getMessage()));
    }
  }

  private void later(Announcement due, TransientFault fault) {
    String sentence = String.valueOf(fault.getMessage());
    Optional<Duration> pause = pauses.after(due.attempts() + 1, fault.retryAfter());
    if (pause.isPresent()) {
      landings.pause(due, sentence, clock.instant().plus(pause.get()));
    } else {
      landings.told(due, sentence);
    }
    warn(due, sentence);
  }

  private void tell(Announcement due, Cluster cluster, Announcer forge, List<String> warnings) {
    CommitId merge = new CommitId(due.mergeCommit());
    Announcer.News news = new Announcer.News(course(due.condition()), sentence(due));
    if (cluster.publish().contains(Cluster.Publish.STATUS)) {
      status(due, forge, merge, news, warnings);
    }
    if (cluster.publish().contains(Cluster.Publish.DEPLOYMENT)) {
      attempt(due, warnings, () -> forge.deployment(merge, cluster.environment(), news));
    }
    Integer number = due.pullRequest();
    if (number != null && cluster.publish().contains(Cluster.Publish.COMMENT)) {
      attempt(due, warnings, () -> forge.comment(number, MARKER, body(due)));
    }
    tellSources(due, cluster, warnings);
  }

  // The forge of type git, which only takes pushes, has told nothing before either.
  private void tellSources(Announcement due, Cluster cluster, List<String> warnings) {
    if (!cluster.publish().contains(Cluster.Publish.SOURCE)) {
      return;
    }
    URI config = target.get().remote().url();
    Set<SourceCommit> commits = new LinkedHashSet<>();
    landings
        .pushes(due)
        .forEach(push -> SourceCommit.of(push.evidence(), config).ifPresent(commits::add));
    Announcer.News news = new Announcer.News(course(due.condition()), sentence(due));
    for (SourceCommit source : commits) {
      attempt(
          due,
          warnings,
          () ->
              sources
                  .apply(source.repository())
                  .ifPresent(forge -> status(due, forge, source.commit(), news, warnings)));
    }
  }

  private void status(
      Announcement due,
      Announcer forge,
      CommitId commit,
      Announcer.News news,
      List<String> warnings) {
    for (String refusal : forge.status(commit, "tagboat/" + due.cluster(), news, false)) {
      warnings.add(refusal);
      warn(due, refusal);
    }
  }

  private void attempt(Announcement due, List<String> warnings, Runnable step) {
    try {
      step.run();
    } catch (UserFault fault) {
      warnings.add(String.valueOf(fault.getMessage()));
      warn(due, String.valueOf(fault.getMessage()));
    }
  }

  private void warn(Announcement due, String sentence) {
    LOG.atWarn()
        .addKeyValue("repository", repository)
        .addKeyValue("cluster", due.cluster())
        .log("{}", sentence);
  }

  private static Announcer.Course course(Condition condition) {
    return switch (condition.state()) {
      case HEALTHY -> Announcer.Course.GOOD;
      case PROGRESSING -> Announcer.Course.UNDER_WAY;
      case DEGRADED, FAILED -> Announcer.Course.BAD;
    };
  }

  private static String sentence(Announcement due) {
    return switch (due.condition().state()) {
      case HEALTHY -> "applied, healthy";
      case PROGRESSING, DEGRADED -> "applied, " + due.condition().text();
      case FAILED -> "not applied: " + due.condition().sentence();
    };
  }

  /** Of all clusters that have this merge, a line each. */
  private String body(Announcement due) {
    return "Where this is applied:\n"
        + landings.newest(repository, due.mergeCommit()).stream()
            .map(AnnounceLane::line)
            .collect(Collectors.joining());
  }

  private static String line(Announcement one) {
    String what =
        switch (one.condition().state()) {
          case HEALTHY -> "applied and healthy";
          case PROGRESSING -> "applied and being rolled out";
          case DEGRADED -> "applied, but does not work";
          case FAILED -> "could not be applied";
        };
    String why = one.condition().sentence();
    return "\n- **"
        + Markdown.plain(one.cluster())
        + "**: "
        + what
        + " (at "
        + one.at().truncatedTo(ChronoUnit.SECONDS)
        + ", revision "
        + one.revision()
        + ")"
        + (why.isEmpty() ? "" : ": " + Markdown.plain(why));
  }

  @Override
  public Optional<Instant> next() {
    return landings.nextDue(repository);
  }
}
