package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImageName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the pages show beyond {@link Views}. Every method throws {@link
 * dev.tagboat.bot.fault.TransientFault} without a database.
 */
public final class Overview {
  private static final Duration SHOWN = Duration.ofDays(30);

  // Ids are ordered by time, so that the greatest one is the newest.
  private static final String NEWEST =
      """
      SELECT p.registry, p.path, p.tag, p.received_at, t.push_id, t.repository,
        t.state AS target_state, t.sentence AS target_sentence, t.pr_number, t.pr_url,
        (SELECT MAX(h.at) FROM push_history h
         WHERE h.push_id = n.newest AND h.repository = n.repo) AS since
      FROM (SELECT p.registry AS host, p.path AS name, t.repository AS repo, MAX(p.id) AS newest
            FROM push_targets t JOIN pushes p ON p.id = t.push_id
            WHERE %s GROUP BY p.registry, p.path, t.repository) n
      JOIN pushes p ON p.id = n.newest
      JOIN push_targets t ON t.push_id = n.newest AND t.repository = n.repo
      """;
  private static final String TAKEN = "t.state IN ('waiting', 'failed', 'proposed', 'merged')";
  private static final String IN_GIT =
      "(t.state = 'merged' OR (t.state = 'proposed' AND t.pr_number IS NULL))";

  private static final String LANDED =
      """
      SELECT l.cluster, p.registry, p.path, MAX(p.id) AS newest
      FROM landings l JOIN pushes p ON p.id = l.push_id
      WHERE l.state <> 'failed' GROUP BY l.cluster, p.registry, p.path
      """;
  private static final String STORY =
      """
      SELECT push_id, at, step, repository, detail FROM push_history
      WHERE push_id IN (SELECT id FROM pushes WHERE registry = ? AND path = ?
                        ORDER BY id DESC LIMIT ?)
      ORDER BY id
      """;
  private static final String HOOKS =
      "SELECT hook, MAX(received_at) AS last, COUNT(*) AS number FROM pushes WHERE id >= ?"
          + " GROUP BY hook";
  private static final String LEFT_OUT =
      "SELECT * FROM deliveries WHERE id IN (SELECT MAX(id) FROM deliveries WHERE routine = ?"
          + " GROUP BY hook)";
  private static final String QUEUED =
      """
      SELECT t.repository, t.push_id, p.received_at, t.sentence, t.attempts, t.next_attempt_at
      FROM (SELECT repository AS repo, MIN(push_id) AS oldest FROM push_targets
            WHERE state = 'waiting' GROUP BY repository) o
      JOIN push_targets t ON t.repository = o.repo AND t.push_id = o.oldest
      JOIN pushes p ON p.id = t.push_id
      """;
  private static final String OLDEST = "SELECT MIN(received_at) AS due FROM pushes WHERE state = ?";
  private static final String REACHED =
      """
      SELECT h.id, h.step, h.at, p.received_at FROM push_history h JOIN pushes p ON p.id = h.push_id
      WHERE h.id > ? AND h.step IN (%s) ORDER BY h.id LIMIT 1000
      """;
  private static final String FINGERPRINT =
      """
      SELECT COALESCE((SELECT MAX(id) FROM push_history), 0) || ' ' AS history,
        COALESCE((SELECT MAX(id) FROM deliveries), 0) || ' ' AS left_out,
        COALESCE((SELECT MAX(received_at) FROM clusters) || '', '') AS reports,
        (SELECT COUNT(*) FROM halts) || ' ' AS halts,
        COALESCE((SELECT MAX(since) FROM halts) || '', '') AS halted
      """;
  private static final String LAST_TARGET =
      """
      SELECT push_id, repository, state AS target_state, sentence AS target_sentence,
        attempts AS target_attempts, branch, commit_id, pr_number, pr_url
      FROM push_targets WHERE repository = ? ORDER BY push_id DESC LIMIT 1
      """;

  private final Sql sql;
  private final Clock clock;

  public Overview(Database database, Clock clock) {
    this.sql = database.readSql();
    this.clock = clock;
  }

  /** Of each image in each config repo, the newest push that was not refused. */
  public List<Standing> newest() {
    return sql.list(NEWEST.formatted(TAKEN), Standing::of);
  }

  /** Of each image in each config repo, the newest push that was merged. */
  public List<Standing> merged() {
    return sql.list(NEWEST.formatted(IN_GIT), Standing::of);
  }

  /** An image in a cluster. */
  public record Landing(String cluster, ImageName image) {}

  /** Of each image in each cluster, the newest push whose merge the cluster has applied. */
  public Map<Landing, String> landed() {
    Map<Landing, String> landed = new HashMap<>();
    record Line(Landing landing, String push) {}
    sql.list(
            LANDED,
            row ->
                new Line(
                    new Landing(
                        row.text("cluster"), new ImageName(row.text("registry"), row.text("path"))),
                    row.text("newest")))
        .forEach(line -> landed.put(line.landing(), line.push()));
    return landed;
  }

  /** The histories of an image's newest pushes, each oldest first, by the push's id. */
  public Map<String, List<HistoryLine>> story(ImageName image, int pushes) {
    record Line(String push, HistoryLine line) {}
    return sql
        .list(
            STORY,
            row -> new Line(row.text("push_id"), HistoryLine.of(row)),
            image.registry(),
            image.path(),
            pushes)
        .stream()
        .collect(
            Collectors.groupingBy(Line::push, Collectors.mapping(Line::line, Collectors.toList())));
  }

  /**
   * What a hook brought in the last 30 days.
   *
   * @param last when the newest push came
   */
  public record HookActivity(String hook, Instant last, long pushes) {}

  /** By the hook's name; a hook that brought nothing is not in it. */
  public Map<String, HookActivity> hooks() {
    return sql
        .list(
            HOOKS,
            row ->
                new HookActivity(row.text("hook"), row.instant("last"), row.longNumber("number")),
            PushIds.from(clock.instant().minus(SHOWN)))
        .stream()
        .collect(Collectors.toMap(HookActivity::hook, activity -> activity));
  }

  /** What was left out last of each hook, besides the routine, by the hook's name. */
  public Map<String, Delivery> leftOut() {
    return sql.list(LEFT_OUT, Delivery::of, false).stream()
        .collect(Collectors.toMap(Delivery::hook, delivery -> delivery));
  }

  /** When the oldest push came that is in this state; empty when none is. */
  public Optional<Instant> oldest(PushState state) {
    return Sql.next(sql, OLDEST, state.key());
  }

  /**
   * A step that a push has come to.
   *
   * @param id greater than those of earlier ones
   * @param after how long after the push was received
   */
  public record Reached(long id, String step, Duration after) {}

  /** The steps of {@code kinds} that came after the one of {@code id}, at most 1,000. */
  public List<Reached> reached(long id, List<String> kinds) {
    String marks = String.join(", ", Collections.nCopies(kinds.size(), "?"));
    List<Object> values = new ArrayList<>(List.of(id));
    values.addAll(kinds);
    return sql.list(
        REACHED.formatted(marks),
        row ->
            new Reached(
                row.longNumber("id"),
                row.text("step"),
                Duration.between(row.instant("received_at"), row.instant("at"))),
        values.toArray());
  }

  /** The id of the newest step; 0 when there is none. */
  public long newestStep() {
    return sql.list(
            "SELECT COALESCE(MAX(id), 0) AS id FROM push_history", row -> row.longNumber("id"))
        .get(0);
  }

  /** Another text whenever something has changed that pages show. */
  public String fingerprint() {
    return sql.list(
            FINGERPRINT,
            row ->
                row.text("history")
                    + row.text("left_out")
                    + row.text("halts")
                    + row.text("halted")
                    + row.text("reports"))
        .get(0);
  }

  /** How many pushes are in which state in a config repo, by its URL. */
  public Map<String, Map<TargetState, Long>> targets() {
    record Count(String repository, TargetState state, long number) {}
    return sql
        .list(
            "SELECT repository, state, COUNT(*) AS number FROM push_targets"
                + " GROUP BY repository, state",
            row ->
                new Count(
                    row.text("repository"),
                    TargetState.of(row.text("state")),
                    row.longNumber("number")))
        .stream()
        .collect(
            Collectors.groupingBy(
                Count::repository, Collectors.toMap(Count::state, Count::number)));
  }

  /**
   * The push that waits longest for a config repo.
   *
   * @param since when it was received
   * @param sentence why it waits; may be empty
   * @param next when it is tried again; null when it is its turn
   */
  public record Queued(
      String push, Instant since, String sentence, int attempts, @Nullable Instant next) {}

  /** By the config repo's key; one that nothing waits for is not in it. */
  public Map<String, Queued> queued() {
    record Line(String repository, Queued queued) {}
    return sql
        .list(
            QUEUED,
            row ->
                new Line(
                    row.text("repository"),
                    new Queued(
                        row.text("push_id"),
                        row.instant("received_at"),
                        row.text("sentence"),
                        row.number("attempts"),
                        row.instantOrNull("next_attempt_at"))))
        .stream()
        .collect(Collectors.toMap(Line::repository, Line::queued));
  }

  /** What became of the newest push that a config repo was told of. */
  public Optional<StoredTarget> last(String repository) {
    return sql.list(LAST_TARGET, StoredTarget::of, repository).stream().findFirst();
  }
}
