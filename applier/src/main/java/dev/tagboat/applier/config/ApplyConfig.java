package dev.tagboat.applier.config;

import java.util.List;
import java.util.Set;

/**
 * What may be applied and deleted.
 *
 * @param namespaces the only ones that objects may be in; empty for all of them, and then
 *     cluster-scoped objects too
 * @param kinds {@code Kind} or {@code Kind.group}, the only ones that are applied; empty for all
 */
public record ApplyConfig(
    boolean prune, MaxDelete maxDelete, Set<String> namespaces, List<String> kinds) {
  public ApplyConfig {
    namespaces = Set.copyOf(namespaces);
    kinds = List.copyOf(kinds);
  }

  /** Everything allowed, with the default guard. */
  public static ApplyConfig defaults() {
    return new ApplyConfig(true, MaxDelete.DEFAULT, Set.of(), List.of());
  }
}
