package dev.tagboat.action;

import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inputs that are no option under another name, each with the nearest meaning that it can have. */
final class OwnInputs {
  private static final int MAX_BODY = 100_000;

  private final Inputs inputs;
  private final List<String> words = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  OwnInputs(Inputs inputs) {
    this.inputs = inputs;
    head();
    commits();
    body();
    draft();
    mirror();
    elsewhere();
  }

  List<String> words() {
    return List.copyOf(words);
  }

  /** What whoever wrote the workflow is to know of the inputs. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  // All jobs of one run are to meet on one branch, so nothing in it differs between them.
  private void head() {
    Optional<String> branch = inputs.text(Input.BRANCH);
    Optional<String> suffix = inputs.text(Input.BRANCH_SUFFIX);
    if (suffix.isEmpty()) {
      branch.ifPresent(name -> words.add("--head=" + name));
      return;
    }
    String end =
        switch (suffix.get()) {
          case "random", "timestamp" -> variable("GITHUB_RUN_ID");
          case "short-commit-hash" ->
              variable("GITHUB_SHA").substring(0, Math.min(7, variable("GITHUB_SHA").length()));
          default ->
              throw new Stop(
                  "The input branch-suffix must be random, timestamp or short-commit-hash.");
        };
    words.add("--head=" + branch.orElse("run") + "-" + end);
  }

  private String variable(String name) {
    return inputs
        .variable(name)
        .orElseThrow(() -> new Stop("The input branch-suffix needs " + name + "."));
  }

  private void commits() {
    if (!inputs.flag(Input.SIGN_COMMITS)) {
      return;
    }
    words.add("--commit=api");
    if (inputs.text(Input.AUTHOR).isPresent() || inputs.text(Input.COMMITTER).isPresent()) {
      throw new Stop(
          "With sign-commits GitHub makes the commit, in the name of the token: leave author and"
              + " committer out.");
    }
  }

  private void body() {
    Optional<String> path = inputs.text(Input.BODY_PATH);
    if (path.isPresent()) {
      words.add("--body=" + read(path.get()));
    } else {
      inputs.text(Input.BODY).ifPresent(body -> words.add("--body=" + body));
    }
  }

  private String read(String path) {
    try {
      Path file = Path.of(inputs.variable("GITHUB_WORKSPACE").orElse(".")).resolve(path);
      if (Files.size(file) > MAX_BODY) {
        throw new Stop("The input body-path: " + Printable.quote(path) + " is too large.");
      }
      return Files.readString(file);
    } catch (IOException | InvalidPathException e) {
      throw new Stop("The input body-path: " + Printable.quote(path) + " cannot be read.", e);
    }
  }

  private void draft() {
    if (inputs.text(Input.DRAFT).filter("always-true"::equals).isPresent()) {
      words.add("--draft");
      remarks.add("draft: always-true opens drafts; one that a person made ready stays ready.");
    } else if (inputs.flag(Input.DRAFT)) {
      words.add("--draft");
    }
  }

  private void mirror() {
    inputs
        .text(Input.CACHE)
        .or(() -> inputs.variable("RUNNER_TEMP").map(temporary -> temporary + "/tagboat"))
        .ifPresent(folder -> words.add("--mirror=" + folder));
  }

  private void elsewhere() {
    if (inputs.text(Input.PUSH_TO_FORK).filter(text -> !text.equals("false")).isPresent()) {
      throw new Stop(
          "push-to-fork cannot be done: give a token that may push branches tagboat/… to the config"
              + " repo, or send the event to a server with server-url.");
    }
    if (inputs.text(Input.DELETE_BRANCH).isPresent() && !inputs.flag(Input.DELETE_BRANCH)) {
      remarks.add(
          "delete-branch: false keeps nothing: a branch goes with its closed pull request.");
    }
    if (inputs.text(Input.MAINTAINER_CAN_MODIFY).isPresent()
        && !inputs.flag(Input.MAINTAINER_CAN_MODIFY)) {
      remarks.add("maintainer-can-modify is for forks; whoever may push can change this branch.");
    }
  }
}
