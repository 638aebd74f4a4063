package dev.tagboat.applier.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which kinds the cluster has: one request for each group and version that is asked about. */
final class Discovery {
  private final Retrying http;
  private final Map<String, Map<String, Kind>> versions = new HashMap<>();

  Discovery(Retrying http) {
    this.http = http;
  }

  synchronized void forget() {
    versions.clear();
  }

  synchronized Optional<Kind> kind(String apiVersion, String name) {
    return Optional.ofNullable(versions.computeIfAbsent(apiVersion, this::read).get(name));
  }

  // Only a clear "no such version" counts as none: what is owned must not be forgotten because an
  // aggregated API was down for a moment.
  private Map<String, Kind> read(String apiVersion) {
    Http.Response response = http.send(Http.Request.get(Paths.root(apiVersion)));
    if (response.status() == 404) {
      return Map.of();
    }
    if (response.status() == 401 || response.status() == 403) {
      throw new UserFault(
          "the API server does not let us see its kinds in "
              + apiVersion
              + " ("
              + response.status()
              + "). Check the service account or kubeconfig.");
    }
    if (!response.isGood()) {
      throw new TransientFault(
          "reading the kinds in " + apiVersion + " failed with " + response.status());
    }
    Map<String, Kind> kinds = new HashMap<>();
    for (JsonNode resource : Json.object(response.body()).path("resources")) {
      String plural = resource.path("name").asText();
      if (!plural.contains("/")) {
        String kind = resource.path("kind").asText();
        kinds.put(
            kind, new Kind(apiVersion, kind, plural, resource.path("namespaced").asBoolean()));
      }
    }
    return kinds;
  }
}
