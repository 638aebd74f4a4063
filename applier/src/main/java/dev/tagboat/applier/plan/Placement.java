package dev.tagboat.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.config.ApplyConfig;
import dev.tagboat.applier.config.DriftConfig;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.inventory.ApplySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts each object into its namespace, and says which are not allowed where they are. */
final class Placement {
  private final ApplyConfig config;
  private final Scopes scopes;
  private final List<Manifest> manifests;
  private final String set;
  private final Map<String, Boolean> coming = new HashMap<>();

  Placement(ApplyConfig config, Scopes scopes, List<Manifest> manifests, String set) {
    this.config = config;
    this.scopes = scopes;
    this.manifests = manifests;
    this.set = set;
    manifests.stream()
        .filter(manifest -> manifest.id().kind().equals("CustomResourceDefinition"))
        .forEach(this::define);
  }

  private void define(Manifest definition) {
    String group = definition.path("spec", "group").asText();
    String kind = definition.path("spec", "names", "kind").asText();
    boolean namespaced = definition.path("spec", "scope").asText().equals("Namespaced");
    for (JsonNode version : definition.path("spec", "versions")) {
      coming.put(group + "/" + version.path("name").asText() + " " + kind, namespaced);
    }
  }

  /** Those that may be applied; {@code reasons} gets a sentence for each of the others. */
  List<Manifest> placed(List<String> reasons) {
    List<Manifest> placed = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (Manifest manifest : manifests) {
      Optional<Boolean> namespaced = namespaced(manifest);
      if (namespaced.isEmpty()) {
        reasons.add(
            manifest.at()
                + ": the cluster has no kind "
                + manifest.id().kind()
                + " in "
                + manifest.apiVersion()
                + ". Apply its CustomResourceDefinition before it, or with it.");
        continue;
      }
      Manifest inPlace =
          namespaced.get() && manifest.id().namespace().isEmpty()
              ? manifest.in(manifest.home())
              : manifest;
      refusal(inPlace, namespaced.get())
          .ifPresent(why -> reasons.add(manifest.at() + ": " + manifest.id() + " " + why));
      if (!seen.add(inPlace.id())) {
        reasons.add(manifest.at() + ": " + inPlace.id() + " stands in the repo twice");
      }
      placed.add(inPlace);
    }
    return placed;
  }

  private Optional<Boolean> namespaced(Manifest manifest) {
    String kind = manifest.apiVersion() + " " + manifest.id().kind();
    return Optional.ofNullable(coming.get(kind))
        .or(() -> scopes.namespaced(manifest.apiVersion(), manifest.id().kind()));
  }

  private Optional<String> refusal(Manifest manifest, boolean namespaced) {
    String namespace = manifest.id().namespace();
    if (!namespaced && !namespace.isEmpty()) {
      return Optional.of("belongs to no namespace, but names one");
    }
    if (!config.kinds().isEmpty() && !isListed(manifest)) {
      return Optional.of("is of a kind that apply.kinds does not list");
    }
    if (!config.namespaces().isEmpty()) {
      if (namespaced && !config.namespaces().contains(namespace)) {
        return Optional.of("is in a namespace that apply.namespaces does not list");
      }
      if (!namespaced && !isListed(manifest)) {
        return Optional.of(
            "belongs to no namespace; with apply.namespaces, list such kinds in apply.kinds");
      }
    }
    Optional<String> mode = Marks.annotation(manifest.head(), "tagboat.dev/drift");
    if (mode.isPresent() && DriftConfig.Mode.of(mode.get()).isEmpty()) {
      return Optional.of("is annotated with tagboat.dev/drift, which must be heal or alert");
    }
    Optional<String> unclear = Treatment.unclear(manifest.head());
    if (unclear.isPresent()) {
      return unclear;
    }
    Optional<String> owner = manifest.mark(ApplySet.PART_OF);
    return owner.isPresent() && !owner.get().equals(set)
        ? Optional.of("carries the label of another ApplySet")
        : owner.map(same -> "carries the label " + ApplySet.PART_OF + ", which the applier sets");
  }

  private boolean isListed(Manifest manifest) {
    return config.kinds().contains(manifest.id().groupKind())
        || config.kinds().contains(manifest.id().kind());
  }
}
