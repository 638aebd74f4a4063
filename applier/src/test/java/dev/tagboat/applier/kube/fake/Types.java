package dev.tagboat.applier.kube.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kinds that are served. */
final class Types {
  private final List<Type> types = new ArrayList<>();

  /**
   * @param definition the name of the CustomResourceDefinition it comes from; empty when built in
   */
  record Type(
      String apiVersion, String kind, String plural, boolean namespaced, String definition) {
    String root() {
      return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    }
  }

  Types() {
    types.add(new Type("v1", "Namespace", "namespaces", false, ""));
    types.add(new Type("v1", "ConfigMap", "configmaps", true, ""));
    types.add(new Type("v1", "Secret", "secrets", true, ""));
    types.add(new Type("v1", "Service", "services", true, ""));
    types.add(
        new Type(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            false,
            ""));
  }

  void define(JsonNode definition) {
    String name = definition.path("metadata").path("name").asText();
    forget(name);
    JsonNode spec = definition.path("spec");
    for (JsonNode version : spec.path("versions")) {
      types.add(
          new Type(
              spec.path("group").asText() + "/" + version.path("name").asText(),
              spec.path("names").path("kind").asText(),
              spec.path("names").path("plural").asText(),
              spec.path("scope").asText().equals("Namespaced"),
              name));
    }
  }

  /** The types that came from the definition. */
  List<Type> forget(String definition) {
    List<Type> gone = types.stream().filter(t -> t.definition().equals(definition)).toList();
    types.removeAll(gone);
    return gone;
  }

  Optional<Type> find(String root, String plural) {
    return types.stream().filter(t -> t.root().equals(root) && t.plural().equals(plural)).findAny();
  }

  /** What discovery says of a group and version. */
  Optional<ObjectNode> discovery(String root) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("kind", "APIResourceList");
    ArrayNode resources = list.putArray("resources");
    types.stream()
        .filter(type -> type.root().equals(root))
        .forEach(
            type ->
                resources
                    .addObject()
                    .put("name", type.plural())
                    .put("kind", type.kind())
                    .put("namespaced", type.namespaced()));
    return resources.isEmpty() ? Optional.empty() : Optional.of(list);
  }
}
