package dev.tagboat.applier.kube.fake;

import java.util.Map;

/**
 * A request.
 *
 * @param number 1 for the first
 * @param path without the query
 */
public record Asked(int number, String method, String path, Map<String, String> query) {
  public boolean isWatch() {
    return query.containsKey("watch");
  }

  /** Of a whole kind, without watching it. */
  public boolean isList() {
    return method.equals("GET") && query.containsKey("labelSelector") && !isWatch();
  }

  /** Whether it would change something. */
  public boolean isWrite() {
    return !method.equals("GET") && !method.equals("POST") && !query.containsKey("dryRun");
  }

  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : " " + query);
  }
}
