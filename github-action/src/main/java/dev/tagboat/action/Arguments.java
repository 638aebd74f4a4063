package dev.tagboat.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words and the environment of the {@code tagboat propose} that the inputs ask for. */
record Arguments(List<String> words, Map<String, String> env, List<String> remarks) {
  /** Jobs of a matrix get in each other's way for as long as the slowest of them takes. */
  private static final String RETRY = "5m";

  Arguments {
    words = List.copyOf(words);
    env = Map.copyOf(env);
    remarks = List.copyOf(remarks);
  }

  /**
   * @throws Stop when an input is missing or cannot be meant
   */
  static Arguments of(Inputs inputs) {
    // First, since it is the one that everybody has to give.
    String pushed =
        inputs.required(Input.IMAGES, "what was pushed, such as ghcr.io/acme/app:1.4.2");
    ConfigRepository repository = ConfigRepository.of(inputs);
    OwnInputs own = new OwnInputs(inputs);
    List<String> words = new ArrayList<>(List.of("propose", "--output=json"));
    words.add("--repo=" + repository.url());
    words.add("--branch=" + repository.branch());
    for (Input input : Input.values()) {
      words.addAll(direct(input, inputs));
    }
    words.addAll(own.words());
    if (inputs.text(Input.RETRY).isEmpty()) {
      words.add("--retry=" + RETRY);
    }
    words.add("--");
    words.addAll(Images.of(pushed, inputs.text(Input.DIGEST).orElse(null)));
    return new Arguments(words, env(inputs, repository), own.remarks());
  }

  private static List<String> direct(Input input, Inputs inputs) {
    String option = input.option();
    if (option == null) {
      return List.of();
    }
    String named = Objects.requireNonNull(option);
    return switch (input.kind()) {
      case VALUE -> inputs.text(input).map(text -> named + "=" + text).stream().toList();
      case FLAG -> inputs.flag(input) ? List.of(named) : List.of();
      case LIST -> inputs.list(input).stream().map(text -> named + "=" + text).toList();
      case OWN -> List.of();
    };
  }

  private static Map<String, String> env(Inputs inputs, ConfigRepository repository) {
    Map<String, String> env = new HashMap<>(inputs.env());
    env.keySet().removeIf(name -> name.startsWith("INPUT_"));
    if (!repository.isOnOurServer()) {
      // It is the API of the server that this job runs on; bot knows that of any other by its host.
      env.remove("GITHUB_API_URL");
    }
    boolean rehearsal = inputs.flag(Input.DRY_RUN);
    boolean pushOnly = inputs.text(Input.FORGE).filter("git"::equals).isPresent();
    inputs.text(Input.TOKEN).ifPresent(token -> env.put("GITHUB_TOKEN", token));
    inputs.text(Input.BRANCH_TOKEN).ifPresent(token -> env.put("TAGBOAT_PUSH_TOKEN", token));
    if (pushOnly) {
      env.putIfAbsent("TAGBOAT_GIT_USERNAME", "x-access-token");
      inputs
          .text(Input.BRANCH_TOKEN)
          .or(() -> inputs.text(Input.TOKEN))
          .ifPresent(token -> env.putIfAbsent("TAGBOAT_GIT_PASSWORD", token));
    } else if (!rehearsal && !env.containsKey("TAGBOAT_APP_ID")) {
      String unused = inputs.required(Input.TOKEN, "a token that may write to the config repo");
    }
    return env;
  }
}
