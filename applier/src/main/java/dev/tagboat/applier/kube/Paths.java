package dev.tagboat.applier.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.desired.ObjectId;
import java.net.URLEncoder;

/** Where things are in the API. */
final class Paths {
  private Paths() {}

  static String root(String apiVersion) {
    return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
  }

  /**
   * @param namespace empty for all of them
   */
  static String collection(Kind kind, String namespace) {
    String place =
        kind.namespaced() && !namespace.isEmpty() ? "/namespaces/" + encoded(namespace) : "";
    return root(kind.apiVersion()) + place + "/" + kind.plural();
  }

  static String object(Kind kind, ObjectId id) {
    return collection(kind, id.namespace()) + "/" + encoded(id.name());
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
