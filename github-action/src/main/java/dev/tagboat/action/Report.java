package dev.tagboat.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.action.Answer.Place;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts an answer into outputs and annotations. */
final class Report {
  /** GitHub shows so many of a kind for each step. */
  private static final int MAX_ANNOTATIONS = 10;

  /** An output must leave room for the others: a job has 1 MiB for all. */
  private static final int MAX_DIFF = 300_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Answer answer;

  Report(Answer answer) {
    this.answer = answer;
  }

  Map<Output, String> outputs() {
    Map<Output, String> out = new EnumMap<>(Output.class);
    for (Output output : Output.values()) {
      out.put(output, "");
    }
    List<JsonNode> requests = answer.requests();
    JsonNode first = requests.isEmpty() ? JSON.createObjectNode() : requests.get(0);
    out.put(Output.PULL_REQUEST_NUMBER, first.path("pullRequest").path("number").asText(""));
    out.put(Output.PULL_REQUEST_URL, first.path("pullRequest").path("url").asText(""));
    out.put(Output.PULL_REQUEST_OPERATION, operation(first));
    out.put(Output.PULL_REQUEST_HEAD_SHA, first.path("commit").asText(""));
    out.put(Output.PULL_REQUEST_BRANCH, first.path("branch").asText(""));
    out.put(
        Output.PULL_REQUEST_COMMITS_VERIFIED,
        String.valueOf(
            !requests.isEmpty()
                && requests.stream().allMatch(request -> request.path("verified").asBoolean())));
    out.put(Output.PULL_REQUESTS, pullRequests(requests).toString());
    out.put(Output.CHANGED, String.valueOf(!requests.isEmpty()));
    out.put(Output.CHANGED_FILES, files());
    out.put(Output.IMAGES, images().toString());
    out.put(Output.SKIPPED, skipped().toString());
    out.put(Output.DIFF, diff(requests));
    return out;
  }

  // Unlike with an empty text, an expression that compares it needs no case of its own.
  private static String operation(JsonNode request) {
    boolean done = request.path("outcome").asText().equals("proposed");
    String action = request.path("action").asText("");
    return done && !action.equals("unchanged") ? action : "none";
  }

  private static ArrayNode pullRequests(List<JsonNode> requests) {
    ArrayNode all = JSON.createArrayNode();
    for (JsonNode request : requests) {
      ObjectNode one = all.addObject();
      one.set("number", request.path("pullRequest").path("number"));
      one.set("url", request.path("pullRequest").path("url"));
      one.put("operation", operation(request));
      one.set("head-sha", request.path("commit"));
      one.set("branch", request.path("branch"));
    }
    return all;
  }

  private String files() {
    return answer.places().stream()
        .map(Place::file)
        .distinct()
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private ArrayNode images() {
    ArrayNode all = JSON.createArrayNode();
    for (Place place : answer.places()) {
      all.addObject()
          .put("image", place.image())
          .put("from", place.from())
          .put("to", place.to())
          .put("digest", place.digest())
          .put("file", place.file())
          .put("line", place.line());
    }
    return all;
  }

  private ArrayNode skipped() {
    ArrayNode all = JSON.createArrayNode();
    for (JsonNode row : answer.skipped()) {
      all.addObject()
          .put("image", row.path("image").asText())
          .put("outcome", row.path("outcome").asText())
          .put("reason", row.path("sentence").asText());
    }
    return all;
  }

  private static String diff(List<JsonNode> requests) {
    String all =
        requests.stream().map(row -> row.path("diff").asText("")).collect(Collectors.joining());
    return all.length() > MAX_DIFF ? all.substring(0, MAX_DIFF) + "\n… (cut off)\n" : all;
  }

  /** What became of each image, one line each. */
  String said() {
    return answer.rows().stream().map(Report::sentence).collect(Collectors.joining("\n"));
  }

  /** Says it at the lines that change, and what was left out or went wrong. */
  void annotate(Commands commands) {
    answer.places().stream()
        .limit(MAX_ANNOTATIONS)
        .forEach(
            place ->
                commands.notice(
                    place.file(),
                    place.line(),
                    "Tagboat",
                    place.image()
                        + (place.from().isEmpty() ? "" : " from " + place.from())
                        + " to "
                        + place.to()));
    answer
        .requests()
        .forEach(
            row ->
                Answer.elements(row.path("warnings"))
                    .forEach(warning -> commands.warning(warning.asText())));
    answer.skipped().stream()
        .filter(row -> row.path("outcome").asText().equals("waiting"))
        .forEach(row -> commands.warning(sentence(row)));
    answer.failed().forEach(row -> commands.error(sentence(row)));
  }

  private static String sentence(JsonNode row) {
    return row.path("image").asText() + ": " + row.path("sentence").asText();
  }
}
