package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes what the finders find in one file; a place that is met twice counts once. */
final class Sink {
  private final SortedSet<Site> sites;
  private final List<Link> links;
  private final List<FileScan.Note> notes;
  private final Set<Position> claimed;
  private final @Nullable SiteKind kind;

  Sink() {
    this(new TreeSet<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>(), null);
  }

  private Sink(
      SortedSet<Site> sites,
      List<Link> links,
      List<FileScan.Note> notes,
      Set<Position> claimed,
      @Nullable SiteKind kind) {
    this.sites = sites;
    this.links = links;
    this.notes = notes;
    this.claimed = claimed;
    this.kind = kind;
  }

  /** One that fills the same lists, and makes every place one of a kind. */
  Sink as(SiteKind other) {
    return new Sink(sites, links, notes, claimed, other);
  }

  void add(Site site) {
    // A set: a place that is met twice, by an alias or a merge key, is there already.
    if (!claimed.contains(site.at())) {
      sites.add(kind == null ? site : site.as(kind));
    }
  }

  void claim(Position at) {
    claimed.add(at);
  }

  void add(Link link) {
    links.add(link);
  }

  void add(FileScan.Note note) {
    notes.add(note);
  }

  FileScan all() {
    return new FileScan(List.copyOf(sites), links, notes, null, null);
  }
}
