package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What every manifest must have, and what none may. */
final class Shape {
  private static final Pattern API_VERSION = Pattern.compile("([a-z0-9.-]+/)?v[a-z0-9]+");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  // Path segments of the API: RBAC allows colons and capitals; nobody allows slashes.
  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/%\\p{Cntrl}]{1,253}");

  // The server's own fields, which exported manifests carry along; it refuses the first as input.
  private static final List<String> SERVER_SET =
      List.of(
          "managedFields", "resourceVersion", "uid", "generation", "creationTimestamp", "selfLink");

  private Shape() {}

  static List<String> problems(ObjectNode object) {
    List<String> wrong = new ArrayList<>();
    text(object, "apiVersion", API_VERSION, "such as apps/v1", wrong);
    text(object, "kind", KIND, "such as Deployment", wrong);
    JsonNode metadata = object.path("metadata");
    if (metadata instanceof ObjectNode fields) {
      metadata(fields, wrong);
    } else {
      wrong.add("metadata must be a mapping with a name");
    }
    // A SopsSecret is for a controller of the cluster, which decrypts it.
    boolean isOpenedThere = object.path("kind").asText().equals("SopsSecret");
    JsonNode sops = object.path("sops");
    if ((sops.has("mac") || sops.has("lastmodified")) && !isOpenedThere) {
      wrong.add("this file " + Standins.ENCRYPTED);
    }
    return wrong;
  }

  private static void text(
      ObjectNode object, String key, Pattern form, String example, List<String> wrong) {
    JsonNode value = object.path(key);
    if (!value.isTextual() || !form.matcher(value.asText()).matches()) {
      wrong.add(key + (value.isMissingNode() ? " is missing; it is " : " must be ") + example);
    }
  }

  private static void metadata(ObjectNode metadata, List<String> wrong) {
    JsonNode name = metadata.path("name");
    if (name.isMissingNode() && metadata.has("generateName")) {
      wrong.add(
          "generateName makes another object each time, which nobody could track; give it a name");
    } else if (!name.isTextual() || !NAME.matcher(name.asText()).matches()) {
      wrong.add("metadata.name must be a text, and the name of an object");
    }
    JsonNode namespace = metadata.path("namespace");
    if (metadata.has("namespace")
        && (!namespace.isTextual() || !NAMESPACE.matcher(namespace.asText()).matches())) {
      wrong.add("metadata.namespace must be a text, and the name of a namespace");
    }
    texts(metadata, "labels", wrong);
    texts(metadata, "annotations", wrong);
  }

  private static void texts(ObjectNode metadata, String key, List<String> wrong) {
    JsonNode values = metadata.path(key);
    if (values.isMissingNode() || values.isNull()) {
      return;
    }
    if (!(values instanceof ObjectNode)) {
      wrong.add("metadata." + key + " must be a mapping of texts");
    }
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      if (!value.getValue().isTextual()) {
        wrong.add("metadata." + key + "." + value.getKey() + " must be a text: put it in quotes");
      }
    }
  }

  /** Takes out what only the server sets. */
  static void clean(ObjectNode object) {
    object.remove("status");
    ((ObjectNode) object.get("metadata")).remove(SERVER_SET);
  }

  static ObjectId id(ObjectNode object) {
    String version = object.get("apiVersion").asText();
    JsonNode metadata = object.get("metadata");
    return new ObjectId(
        version.substring(0, Math.max(0, version.indexOf('/'))),
        object.get("kind").asText(),
        metadata.path("namespace").asText(),
        metadata.get("name").asText());
  }
}
