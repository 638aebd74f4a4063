package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes what the finders find in one file; a place that is met twice counts once. */
final class Sink {
  private final SortedSet<Site> sites = new TreeSet<>();
  private final List<Link> links = new ArrayList<>();
  private final List<FileScan.Note> notes = new ArrayList<>();

  void add(Site site) {
    // A set: a place that is met twice, by an alias or a merge key, is there already.
    sites.add(site);
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
