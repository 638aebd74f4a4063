package dev.tagboat.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a workflow says under {@code with}. The runner hands inputs to a container as variables
 * {@code INPUT_TEAM-REVIEWERS}; our composite action as {@code INPUT_TEAM_REVIEWERS}, since not
 * every shell passes on the other. An empty text is one that is not given.
 */
record Inputs(Map<String, String> env) {
  private static final Pattern BETWEEN = Pattern.compile("[,\n]");

  Inputs {
    env = Map.copyOf(env);
  }

  Optional<String> text(Input input) {
    String name = "INPUT_" + input.key().toUpperCase(Locale.ROOT);
    return variable(name).or(() -> variable("INPUT_" + input.name()));
  }

  /**
   * @throws Stop naming the input
   */
  String required(Input input, String what) {
    return text(input)
        .orElseThrow(
            () ->
                new Stop("The input " + input.key() + " is missing or empty: give " + what + "."));
  }

  /** The parts between commas and line ends. */
  List<String> list(Input input) {
    List<String> parts = new ArrayList<>();
    for (String part : BETWEEN.split(text(input).orElse(""), -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  /**
   * @throws Stop when it is neither {@code true} nor {@code false}
   */
  boolean flag(Input input) {
    String text = text(input).orElse("false");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Stop("The input " + input.key() + " must be true or false.");
    };
  }

  /** A variable of the job that is not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(env.get(name)).filter(text -> !text.isBlank()).map(String::strip);
  }
}
