package dev.tagboat.server.receive;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The few headers that say what a body is. An allow-list, so that no secret travels on: senders
 * have put theirs into headers of their own.
 */
public record EventHeaders(Map<String, String> values) {
  private static final int MAX = 512;

  private enum Name {
    CONTENT_TYPE,
    CE_TYPE,
    CE_TIME,
    CE_ID,
    CE_SOURCE,
    X_GITHUB_EVENT,
    X_GITEA_EVENT,
    X_FORGEJO_EVENT,
    X_NEXUS_WEBHOOK_ID,
    X_AMZ_SNS_MESSAGE_TYPE,
    X_GITHUB_DELIVERY,
    X_GITEA_DELIVERY,
    X_FORGEJO_DELIVERY,
    X_NEXUS_WEBHOOK_DELIVERY,
    AEG_EVENT_TYPE;

    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static final EventHeaders NONE = new EventHeaders(Map.of());

  /**
   * @param values by lower-case name; others than those known are dropped
   */
  public EventHeaders {
    Map<String, String> known = new TreeMap<>(values);
    known.keySet().retainAll(Stream.of(Name.values()).map(Name::key).toList());
    values = Map.copyOf(known);
  }

  /**
   * @param header the value of a header by its name in any case; null when absent
   */
  public static EventHeaders of(Function<String, @Nullable String> header) {
    Map<String, String> values = new TreeMap<>();
    for (Name name : Name.values()) {
      String value = header.apply(name.key());
      if (value != null && value.length() <= MAX) {
        values.put(name.key(), value);
      }
    }
    return new EventHeaders(values);
  }

  /**
   * @param name in lower case
   * @return empty when absent
   */
  String value(String name) {
    return values.getOrDefault(name, "");
  }
}
