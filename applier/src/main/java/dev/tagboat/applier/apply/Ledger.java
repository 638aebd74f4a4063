package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.Fingerprint;
import dev.tagboat.applier.inventory.Entry;
import dev.tagboat.applier.inventory.Inventory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The inventory while a plan is carried out. What is about to be created is written down before,
 * what was deleted is taken out only after, so that no crash makes an object that nobody knows.
 */
final class Ledger {
  private final InventoryStore store;
  private final Inventory before;
  private final TreeMap<ObjectId, Entry> entries;
  private Inventory stored;

  Ledger(InventoryStore store, Inventory inventory) {
    this.store = store;
    this.before = inventory;
    this.stored = inventory;
    this.entries = new TreeMap<>(inventory.entries());
  }

  /** Before the first write of a stage. */
  void announce(List<Verdict> writes) {
    boolean more = false;
    for (Verdict verdict : writes) {
      Manifest manifest = verdict.manifest();
      Entry known = entries.get(manifest.id());
      if (known == null) {
        entries.put(manifest.id(), Entry.announced(manifest.id(), manifest.apiVersion()));
        more = true;
      }
    }
    if (more) {
      save(before.revision(), entries.keySet());
    }
  }

  /** The object is as the config repo says. */
  void note(Manifest manifest, Gist gist) {
    keep(
        new Entry(
            manifest.id(),
            manifest.apiVersion(),
            gist.uid(),
            Fingerprint.wanted(manifest),
            gist.found()));
  }

  void keep(Entry entry) {
    entries.put(entry.id(), entry);
  }

  void drop(ObjectId id) {
    entries.remove(id);
  }

  /**
   * At the end; writes only what is new.
   *
   * @param revision the commit, when all of it was applied
   */
  void close(Optional<String> revision) {
    Inventory now = Inventory.of(revision.or(before::revision), entries.values());
    if (!now.equals(stored)) {
      save(now.revision(), List.of());
    }
  }

  private void save(Optional<String> revision, Collection<ObjectId> earlier) {
    stored = Inventory.of(revision, entries.values());
    store.save(stored, earlier);
  }
}
