package dev.tagboat.applier.plan;

import java.util.Optional;

/** Which kinds live in namespaces; what the cluster's discovery says, never a guess. */
@FunctionalInterface
public interface Scopes {
  /** True for a namespaced kind; empty for one that the cluster does not know. */
  Optional<Boolean> namespaced(String apiVersion, String kind);
}
