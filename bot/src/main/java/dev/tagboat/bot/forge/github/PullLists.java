package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.PullRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lists of pull requests. */
final class PullLists {
  private static final int MOST = 30;

  /** A thousand open pull requests. */
  private static final int PAGES = 10;

  private final Endpoint endpoint;
  private final GitHubSettings settings;

  PullLists(Endpoint endpoint, GitHubSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
  }

  List<PullRequest> find(String head, String base) throws IOException {
    Map<String, String> query =
        Map.of(
            "state", "all",
            "head", settings.owner() + ":" + head,
            "base", base,
            "sort", "created",
            "direction", "desc");
    List<PullRequest> found = new ArrayList<>();
    // GitHub ignores a head it cannot parse and then lists everybody's, those of forks too.
    for (JsonNode pull : endpoint.list("pulls", query, 1)) {
      if (isOurs(pull, head::equals)
          && base.equals(pull.path("base").path("ref").asText())
          && found.size() < MOST) {
        found.add(Pulls.value(pull));
      }
    }
    return List.copyOf(found);
  }

  /** The newest ones tell it all in most repositories; else those that are open are listed, too. */
  Pace pace(String base, String prefix, Instant since) throws IOException {
    Predicate<String> ours = ref -> ref.startsWith(prefix);
    List<JsonNode> newest =
        endpoint.list(
            "pulls",
            Map.of("state", "all", "base", base, "sort", "created", "direction", "desc"),
            1);
    List<Instant> opened = new ArrayList<>();
    for (JsonNode pull : newest) {
      Instant created = time(pull.path("created_at").asText());
      if (isOurs(pull, ours) && created.isAfter(since)) {
        opened.add(created);
      }
    }
    List<JsonNode> open =
        newest.size() < Endpoint.PAGE
            ? newest
            : endpoint.list("pulls", Map.of("state", "open", "base", base), PAGES);
    int count = 0;
    for (JsonNode pull : open) {
      count += pull.path("state").asText().equals("open") && isOurs(pull, ours) ? 1 : 0;
    }
    return new Pace(count, opened);
  }

  static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private boolean isOurs(JsonNode pull, Predicate<String> head) throws IOException {
    if (!pull.path("head").path("ref").isTextual()) {
      throw new IOException("a pull request without a head");
    }
    String ref = pull.path("head").path("ref").textValue();
    return head.test(ref)
        && (settings.owner() + ":" + ref)
            .equalsIgnoreCase(pull.path("head").path("label").asText());
  }
}
