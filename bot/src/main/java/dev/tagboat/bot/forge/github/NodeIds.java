package dev.tagboat.bot.forge.github;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Ids of the graph, as they were seen last. One that holds no longer is refused by GitHub, and then
 * the thing is done by its name.
 */
final class NodeIds {
  private static final int MOST = 1000;

  private final Map<String, String> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  /** What has ids. */
  enum Kind {
    REPOSITORY,
    PULL_REQUEST,
    LABEL,
    USER,
    TEAM,
    MILESTONE
  }

  synchronized void learn(Kind kind, String name, String id) {
    if (!id.isEmpty()) {
      known.put(key(kind, name), id);
    }
  }

  synchronized Optional<String> of(Kind kind, String name) {
    return Optional.ofNullable(known.get(key(kind, name)));
  }

  /** All of them; empty when one is not known. */
  Optional<List<String>> of(Kind kind, List<String> names) {
    List<String> ids = names.stream().flatMap(name -> of(kind, name).stream()).toList();
    return ids.size() == names.size() ? Optional.of(ids) : Optional.empty();
  }

  // GitHub compares all of these without regard to case.
  private static String key(Kind kind, String name) {
    return kind + " " + name.toLowerCase(Locale.ROOT);
  }
}
