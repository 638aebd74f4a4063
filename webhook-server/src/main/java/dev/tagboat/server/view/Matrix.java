package dev.tagboat.server.view;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.inbox.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All images in all places.
 *
 * @param rows in order of their names
 */
public record Matrix(List<Place> places, List<Row> rows) {
  /** How long something that was merged and that no cluster runs is shown. */
  private static final Duration RECENT = Duration.ofDays(14);

  public Matrix {
    places = List.copyOf(places);
    rows = List.copyOf(rows);
  }

  /**
   * What the database says.
   *
   * @param newest of each image in each config repo, the newest push that was not refused
   * @param merged the newest that was merged
   * @param landed the newest that a cluster has applied
   */
  public record Facts(
      Collection<Standing> newest,
      Collection<Standing> merged,
      Map<Overview.Landing, String> landed) {}

  /**
   * An image.
   *
   * @param cells for each place in turn; null where it does not run
   */
  public record Row(ImageName image, List<@Nullable Cell> cells) {
    public Row {
      cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /** How many it takes about in a page, without the titles of its columns. */
    int bytes() {
      int cells = known().mapToInt(Cell::bytes).sum();
      return 250 + 4 * Portion.bytes(image.toString()) + 100 * this.cells.size() + cells;
    }

    /** What most needs somebody. */
    public Verdict worst() {
      return known().map(Cell::verdict).min(Comparator.naturalOrder()).orElse(Verdict.UNKNOWN);
    }

    /** When something happened last; the beginning of time when never. */
    public Instant since() {
      return known()
          .map(Cell::since)
          .flatMap(since -> Optional.ofNullable(since).stream())
          .max(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
    }

    boolean is(Verdict verdict) {
      return known().anyMatch(cell -> cell.verdict() == verdict);
    }

    boolean mentions(String text) {
      return image.toString().contains(text) || known().anyMatch(cell -> cell.mentions(text));
    }

    private Stream<Cell> known() {
      return cells.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
    }
  }

  private record Key(ImageName image, String repository) {
    static Map<Key, Standing> index(Collection<Standing> all) {
      return all.stream()
          .collect(
              Collectors.toMap(
                  one -> new Key(one.image(), one.repository()), one -> one, (a, b) -> a));
    }
  }

  /** Puts together what clusters and database say. */
  public static Matrix of(List<Place> places, Facts facts, Instant now) {
    Map<Key, Standing> newest = Key.index(facts.newest());
    Map<Key, Standing> merged = Key.index(facts.merged());
    List<Map<ImageName, Cell>> columns = new ArrayList<>();
    List<Place> shown = new ArrayList<>();
    for (Place place : places) {
      Map<ImageName, Cell> column = column(place, newest, merged, facts.landed(), now);
      // A config repo of which nothing is known would only take room from the environments.
      if (place.cluster() != null || !column.isEmpty()) {
        columns.add(column);
        shown.add(place);
      }
    }
    newest.forEach(
        (key, standing) -> {
          if (!standing.isInGit() || standing.since().isAfter(now.minus(RECENT))) {
            addWhatRunsNowhere(places, columns, standing, merged.get(key), now);
          }
        });
    TreeSet<ImageName> images = new TreeSet<>();
    columns.forEach(column -> images.addAll(column.keySet()));
    return new Matrix(shown, images.stream().map(image -> row(image, columns)).toList());
  }

  // What no cluster of its config repo runs would be seen nowhere, however stuck it is.
  private static void addWhatRunsNowhere(
      List<Place> places,
      List<Map<ImageName, Cell>> columns,
      Standing standing,
      @Nullable Standing merged,
      Instant now) {
    List<Integer> own =
        IntStream.range(0, places.size())
            .filter(i -> places.get(i).repository().equals(standing.repository()))
            .filter(i -> places.get(i).view() != null)
            .boxed()
            .toList();
    if (own.stream().noneMatch(i -> columns.get(i).containsKey(standing.image()))) {
      for (int i : own) {
        Judge judge = new Judge(places.get(i), standing, merged, null, now);
        columns.get(i).put(standing.image(), judge.unreported());
      }
    }
  }

  private static Row row(ImageName image, List<Map<ImageName, Cell>> columns) {
    List<@Nullable Cell> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(column.get(image)));
    return new Row(image, cells);
  }

  private static Map<ImageName, Cell> column(
      Place place,
      Map<Key, Standing> newest,
      Map<Key, Standing> merged,
      Map<Overview.Landing, String> landed,
      Instant now) {
    Map<ImageName, Cell> cells = new HashMap<>();
    ClusterView view = place.view();
    if (view == null) {
      for (Key key : newest.keySet()) {
        if (key.repository().equals(place.repository())) {
          Judge judge = new Judge(place, newest.get(key), merged.get(key), null, now);
          cells.put(key.image(), judge.unreported());
        }
      }
      return cells;
    }
    running(view)
        .forEach(
            (image, found) -> {
              Key key = new Key(image, place.repository());
              String last = landed.get(new Overview.Landing(view.name(), image));
              Judge judge = new Judge(place, newest.get(key), merged.get(key), last, now);
              cells.put(image, judge.reported(view, found));
            });
    return cells;
  }

  private static Map<ImageName, List<ClusterReport.Image>> running(ClusterView view) {
    Map<ImageName, List<ClusterReport.Image>> running = new HashMap<>();
    for (ClusterReport.Image image : view.running().images()) {
      ImageName.parse(image.image())
          .ifPresent(name -> running.computeIfAbsent(name, n -> new ArrayList<>()).add(image));
    }
    return running;
  }

  /** How many rows have something of each verdict. */
  public Map<Verdict, Long> counts() {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, rows.stream().filter(row -> row.is(verdict)).count());
    }
    return counts;
  }
}
