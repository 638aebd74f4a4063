package dev.tagboat.applier.inventory;

import dev.tagboat.applier.desired.ObjectId;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is owned, and by which revision.
 *
 * @param revision the commit that was applied last as a whole; empty when none was
 */
public record Inventory(Optional<String> revision, SortedMap<ObjectId, Entry> entries) {
  public static final Inventory EMPTY = new Inventory(Optional.empty(), new TreeMap<>());

  public Inventory {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  public static Inventory of(Optional<String> revision, Collection<Entry> entries) {
    SortedMap<ObjectId, Entry> map = new TreeMap<>();
    entries.forEach(entry -> map.put(entry.id(), entry));
    return new Inventory(revision, map);
  }

  public Optional<Entry> of(ObjectId id) {
    return Optional.ofNullable(entries.get(id));
  }
}
