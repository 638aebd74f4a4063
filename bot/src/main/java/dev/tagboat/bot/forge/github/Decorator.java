package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.kohsuke.github.GHRepository;

/**
 * Labels, reviewers, assignees, the milestone: nice to have, so that a refusal is a warning only.
 */
final class Decorator {
  private static final int ATTEMPTS = 4;
  private static final String COLOUR = "1d76db";
  private static final String NOT_YET = "Could not resolve to a node";
  private static final String NEED = "pull requests: write";

  private final Supplier<GHRepository> repository;
  private final Endpoint pulls;
  private final Sleeper sleeper;
  private final Marks marks;
  private final ObjectMapper mapper = new ObjectMapper();

  Decorator(Supplier<GHRepository> repository, Endpoint pulls, Sleeper sleeper, Marks marks) {
    this.repository = repository;
    this.pulls = pulls;
    this.sleeper = sleeper;
    this.marks = marks;
  }

  /**
   * @param fresh whether it was opened just now: then all is tried in one request first
   */
  List<String> decorate(int number, Marks.Wish wish, boolean fresh) {
    List<String> warnings = new ArrayList<>();
    List<String> assignees = wish.decoration().assignees();
    Marks.Wish left =
        fresh
            ? marks.put(number, wish, people -> warnings.addAll(unassigned(assignees, people)))
            : wish;
    Decoration decoration = left.decoration();
    label(number, decoration.labels(), warnings);
    review(number, decoration.reviewers(), decoration.teamReviewers(), warnings);
    assign(number, decoration.assignees(), warnings);
    if (left.milestone() != null) {
      milestone(number, left.milestone(), warnings);
    }
    return List.copyOf(warnings);
  }

  private void milestone(int number, int milestone, List<String> warnings) {
    attempt(
        "put pull request " + number + " on milestone " + milestone,
        warnings,
        () ->
            pulls.send(
                "PATCH",
                "issues/" + number,
                mapper.createObjectNode().put("milestone", milestone)));
  }

  private void label(int number, List<String> labels, List<String> warnings) {
    if (labels.isEmpty()) {
      return;
    }
    attempt(
        "add labels to pull request " + number,
        warnings,
        () -> {
          try {
            return add(number, labels);
          } catch (Refusal e) {
            if (mayNotMake(e)) {
              return warnings.addAll(oneByOne(number, labels));
            }
            if (e.says(NOT_YET) || (e.status() != 404 && e.status() != 422)) {
              throw e;
            }
            // GitHub makes a label that is missing; a server that does not gets it made first.
            for (String label : labels) {
              create(label);
            }
            return add(number, labels);
          }
        });
  }

  /** Whoever may write pull requests, but not issues, may use the labels that are there only. */
  private static boolean mayNotMake(Refusal e) {
    return e.status() == 403 && e.says("permission to create labels");
  }

  private List<String> oneByOne(int number, List<String> labels) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String label : labels) {
      try {
        JsonNode unused = add(number, List.of(label));
      } catch (Refusal e) {
        if (!mayNotMake(e)) {
          throw e;
        }
        missing.add(
            "The label "
                + Printable.quote(label)
                + " is not set: the repository does not have it, and GitHub makes one only for a"
                + " token that may write issues. Make it there, once.");
      }
    }
    return missing;
  }

  private JsonNode add(int number, List<String> labels) throws IOException {
    return pulls.send("POST", "issues/" + number + "/labels", strings("labels", labels));
  }

  private void create(String label) throws IOException {
    try {
      repository.get().createLabel(label, COLOUR);
    } catch (Refusal e) {
      if (!e.says("already_exists")) {
        throw e;
      }
    }
  }

  private void review(int number, List<String> people, List<String> teams, List<String> warnings) {
    if (people.isEmpty() && teams.isEmpty()) {
      return;
    }
    List<String> refused = new ArrayList<>();
    request(number, people, teams, refused);
    if (refused.isEmpty() || people.size() + teams.size() == 1) {
      warnings.addAll(refused);
      return;
    }
    // GitHub refuses all when it refuses one: ask one by one.
    people.forEach(person -> request(number, List.of(person), List.of(), warnings));
    teams.forEach(team -> request(number, List.of(), List.of(team), warnings));
  }

  private void request(int number, List<String> people, List<String> teams, List<String> warnings) {
    ObjectNode body = strings("reviewers", people);
    body.set("team_reviewers", mapper.valueToTree(teams));
    List<String> names = new ArrayList<>(people);
    names.addAll(teams);
    attempt(
        "ask " + Printable.quote(String.join(", ", names)) + " for a review",
        warnings,
        () -> pulls.send("POST", "pulls/" + number + "/requested_reviewers", body));
  }

  private void assign(int number, List<String> assignees, List<String> warnings) {
    if (assignees.isEmpty()) {
      return;
    }
    attempt(
        "assign pull request " + number,
        warnings,
        () -> {
          JsonNode issue =
              pulls.send(
                  "POST", "issues/" + number + "/assignees", strings("assignees", assignees));
          warnings.addAll(unassigned(assignees, issue.path("assignees")));
          return issue;
        });
  }

  /** GitHub drops those it cannot assign without a word. */
  private static List<String> unassigned(List<String> wanted, JsonNode people) {
    List<String> left = new ArrayList<>(wanted);
    for (JsonNode assignee : people) {
      String login = assignee.path("login").asText().toLowerCase(Locale.ROOT);
      left.removeIf(name -> name.toLowerCase(Locale.ROOT).equals(login));
    }
    return left.stream()
        .map(
            name ->
                Printable.quote(name)
                    + " cannot be assigned: not a collaborator of this repository")
        .toList();
  }

  private void attempt(String tried, List<String> warnings, Calls.Call<?> call) {
    try {
      patiently(tried, call);
    } catch (Refusal e) {
      if (e.toFault(tried, NEED) instanceof TransientFault fault) {
        throw fault;
      }
      warnings.add(String.valueOf(e.toFault(tried, NEED).getMessage()));
    }
  }

  /** Right after its creation GitHub may not find the pull request yet. */
  private void patiently(String tried, Calls.Call<?> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        Calls.unrefused(tried, call);
        return;
      } catch (Refusal e) {
        if (attempt == ATTEMPTS || !e.says(NOT_YET)) {
          throw e;
        }
        sleeper.sleep(Duration.ofSeconds(attempt));
      }
    }
  }

  private ObjectNode strings(String key, List<String> values) {
    ObjectNode body = mapper.createObjectNode();
    body.set(key, mapper.valueToTree(values));
    return body;
  }
}
