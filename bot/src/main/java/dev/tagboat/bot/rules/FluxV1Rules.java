package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.policy.FluxV1Rule;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Annotations of Flux 1: {@code fluxcd.io/automated}, {@code locked}, {@code locked_msg}, {@code
 * ignore}, {@code tag.CONTAINER}, the same after {@code flux.weave.works/}, and {@code
 * filter.fluxcd.io/CONTAINER} (https://github.com/fluxcd/flux, {@code pkg/policy}).
 */
final class FluxV1Rules implements RuleSource {
  private static final List<String> PREFIXES = List.of("fluxcd.io/", "flux.weave.works/");
  private static final String FILTER = "filter.fluxcd.io/";
  private static final String TAG = "tag.";

  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    return hint instanceof Hint.Annotations annotations
        ? new Reading(annotations, site).ruling()
        : Optional.empty();
  }

  private record Reading(Hint.Annotations annotations, Site site) {
    Optional<Ruling> ruling() {
      return shut().or(this::byPattern).or(this::byAutomation);
    }

    private Optional<Ruling> shut() {
      if ("true".equals(value("locked"))) {
        String message = value("locked_msg");
        return Optional.of(
            origin("locked")
                .never("locked by fluxcd.io/locked" + (message == null ? "" : ": " + message)));
      }
      return "true".equals(value("ignore"))
          ? Optional.of(origin("ignore").never("left alone by fluxcd.io/ignore"))
          : Optional.empty();
    }

    private Optional<Ruling> byPattern() {
      Map<String, String> patterns = patterns();
      String container = annotations.container();
      if (container != null && patterns.containsKey(container)) {
        return Optional.of(ruling(container, patterns.get(container)));
      }
      if (container != null || patterns.isEmpty()) {
        return Optional.empty();
      }
      // In a chart's values nothing says which container an image is for.
      if (patterns.values().stream().map(annotations.values()::get).distinct().count() == 1) {
        Map.Entry<String, String> only = patterns.entrySet().iterator().next();
        return Optional.of(ruling(only.getKey(), only.getValue()));
      }
      String names = patterns.keySet().stream().sorted().collect(Collectors.joining(", "));
      return Optional.of(
          new Origin(site.file(), annotations.at(), "fluxcd.io/tag")
              .wrong(
                  "nobody knows which of "
                      + names
                      + " this image is. Name it with # tagboat: semver RANGE instead"));
    }

    private Ruling ruling(String container, @Nullable String key) {
      String written = String.valueOf(key);
      String text = String.valueOf(annotations.values().get(written));
      String what = "fluxcd.io/tag." + container + ": " + text;
      return new Origin(site.file(), annotations.at(written), what)
          .ruling(new FluxV1Rule(text), Pin.KEEP);
    }

    private Optional<Ruling> byAutomation() {
      String automated = value("automated");
      if (automated == null) {
        return Optional.empty();
      }
      return Optional.of(
          automated.equals("true")
              ? origin("automated").ruling(new FluxV1Rule("glob:*"), Pin.KEEP)
              : origin("automated").never("fluxcd.io/automated is " + automated));
    }

    private @Nullable String value(String key) {
      return annotations.values().get(written(key));
    }

    /** The key as it stands there; the newer prefix wins. */
    private String written(String key) {
      String newer = PREFIXES.get(0) + key;
      return annotations.values().containsKey(newer) ? newer : PREFIXES.get(1) + key;
    }

    /** The keys of the patterns, by container; the newer prefix wins. */
    private Map<String, String> patterns() {
      Map<String, String> all = new TreeMap<>();
      for (String start : List.of(PREFIXES.get(0) + TAG, PREFIXES.get(1) + TAG, FILTER)) {
        annotations
            .values()
            .keySet()
            .forEach(
                key -> {
                  if (key.startsWith(start)) {
                    all.putIfAbsent(key.substring(start.length()), key);
                  }
                });
      }
      return all;
    }

    private Origin origin(String key) {
      return new Origin(site.file(), annotations.at(written(key)), PREFIXES.get(0) + key);
    }
  }
}
