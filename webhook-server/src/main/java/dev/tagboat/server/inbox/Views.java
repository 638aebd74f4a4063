package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.ImageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the API and the metrics show. Every method throws {@link TransientFault} without a database.
 */
public final class Views {
  private static final String TARGETS =
      """
      SELECT push_id, repository, state AS target_state, sentence AS target_sentence,
        attempts AS target_attempts, branch, commit_id, pr_number, pr_url
      FROM push_targets WHERE push_id IN (%s) ORDER BY push_id, repository
      """;

  /** From one name to the next along the index, however many pushes each of them has. */
  private static final String NAMES =
      """
      WITH RECURSIVE hosts (registry) AS (
        SELECT MIN(registry) FROM pushes
        UNION ALL
        SELECT (SELECT MIN(p.registry) FROM pushes p WHERE p.registry > h.registry)
        FROM hosts h WHERE h.registry IS NOT NULL),
      names (registry, path) AS (
        SELECT h.registry, (SELECT MIN(p.path) FROM pushes p WHERE p.registry = h.registry)
        FROM hosts h WHERE h.registry IS NOT NULL
        UNION ALL
        SELECT n.registry,
          (SELECT MIN(p.path) FROM pushes p WHERE p.registry = n.registry AND p.path > n.path)
        FROM names n WHERE n.path IS NOT NULL)
      SELECT registry, path FROM names
      WHERE path IS NOT NULL AND registry || '/' || path LIKE ? ESCAPE '!'
      ORDER BY LENGTH(registry) + LENGTH(path), registry, path LIMIT ?
      """;

  private final Sql sql;

  public Views(Database database) {
    this.sql = database.readSql();
  }

  /** Newest first. */
  public List<StoredPush> pushes(PushFilter filter) {
    List<Object> values = new ArrayList<>();
    return sql.list(
        "SELECT * FROM pushes WHERE " + page(filter, values), StoredPush::of, values.toArray());
  }

  /** Which they are, in which order and how many; their values are added to {@code values}. */
  private static String page(PushFilter filter, List<Object> values) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    if (filter.state() != null) {
      conditions.add("state = ?");
      values.add(filter.state().key());
    }
    if (filter.image() != null) {
      conditions.add("registry = ? AND path = ?");
      values.addAll(List.of(filter.image().registry(), filter.image().path()));
    }
    if (filter.after() != null) {
      conditions.add("id < ?");
      values.add(filter.after());
    }
    values.add(filter.limit());
    // Ids are ordered by time, so that a page costs the same however far back it is.
    return String.join(" AND ", conditions) + " ORDER BY id DESC LIMIT ?";
  }

  /**
   * Newest first, of any of some images.
   *
   * @param images few: the newest of each are looked up
   * @param filter without an image
   */
  public List<StoredPush> pushes(Collection<ImageName> images, PushFilter filter) {
    if (images.isEmpty()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (ImageName image : images) {
      PushFilter own = new PushFilter(filter.state(), image, filter.limit(), filter.after());
      parts.add(
          "SELECT id FROM (SELECT id FROM pushes WHERE "
              + page(own, values)
              + ") part"
              + parts.size());
    }
    values.add(filter.limit());
    return sql.list(
        "SELECT * FROM pushes WHERE id IN ("
            + String.join(" UNION ALL ", parts)
            + ") ORDER BY id DESC LIMIT ?",
        StoredPush::of,
        values.toArray());
  }

  /** Whether a push of the image was ever stored. */
  public boolean knows(ImageName image) {
    return !pushes(new PushFilter(null, image, 1, null)).isEmpty();
  }

  /**
   * Images with a push whose whole names, with the registry, contain {@code part}; the shortest
   * names first.
   *
   * @param part in lower case, any characters
   */
  public List<ImageName> named(String part, int limit) {
    String escaped = part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return sql.list(
        NAMES,
        row -> new ImageName(row.text("registry"), row.text("path")),
        "%" + escaped + "%",
        limit);
  }

  /** The config repos that each of {@code pushes} goes to, by the push's id. */
  public Map<String, List<StoredTarget>> targets(Collection<String> pushes) {
    if (pushes.isEmpty()) {
      return Map.of();
    }
    String marks = String.join(", ", Collections.nCopies(pushes.size(), "?"));
    return sql.list(TARGETS.formatted(marks), StoredTarget::of, pushes.toArray()).stream()
        .collect(Collectors.groupingBy(StoredTarget::pushId));
  }

  /** One push with its targets and its whole history. */
  public Optional<PushView> push(String id) {
    return sql.list("SELECT * FROM pushes WHERE id = ?", StoredPush::of, id).stream()
        .findFirst()
        .map(
            push ->
                new PushView(push, targets(List.of(id)).getOrDefault(id, List.of()), history(id)));
  }

  private List<HistoryLine> history(String id) {
    return sql.list(
        "SELECT at, step, repository, detail FROM push_history WHERE push_id = ? ORDER BY id",
        HistoryLine::of,
        id);
  }

  /**
   * What was ignored or unreadable, newest first.
   *
   * @param routine with what every push brings, too
   */
  public List<Delivery> deliveries(boolean routine, int limit) {
    return sql.list(
        "SELECT * FROM deliveries WHERE routine = ? OR routine = ? ORDER BY id DESC LIMIT ?",
        Delivery::of,
        false,
        routine,
        limit);
  }

  /** All images that are looked at now and then, or were once, in order of their names. */
  public List<PollView> polls() {
    return sql.list("SELECT * FROM polls ORDER BY registry, path", PollView::of);
  }

  /** How many pushes there are in each state; every state is in it. */
  public Map<PushState, Long> counts() {
    Map<PushState, Long> counts = new EnumMap<>(PushState.class);
    for (PushState state : PushState.values()) {
      counts.put(state, 0L);
    }
    record Count(PushState state, long number) {}
    sql.list(
            "SELECT state, COUNT(*) AS number FROM pushes GROUP BY state",
            row -> new Count(PushState.of(row.text("state")), row.longNumber("number")))
        .forEach(count -> counts.put(count.state(), count.number()));
    return counts;
  }
}
