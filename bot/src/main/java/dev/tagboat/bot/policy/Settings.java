package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.yaml.Places;
import dev.tagboat.bot.yaml.Problem;
import dev.tagboat.bot.yaml.YamlConfig;
import java.util.ArrayList;
import java.util.List;

/** {@code .tagboat.yaml}, with what only the policies know of its rules. */
public final class Settings {
  private Settings() {}

  /**
   * Reads the file strictly; a rule that means nothing to its policy makes it wrong, too.
   *
   * @throws dev.tagboat.bot.fault.UserFault with all problems, each with line and column
   */
  public static BotConfig read(byte[] bytes) {
    YamlConfig.Reading<BotConfig> reading = BotConfig.readParts(bytes);
    List<Problem> problems = new ArrayList<>(reading.problems());
    BotConfig config = reading.value();
    if (config != null) {
      problems.addAll(problems(config, reading.places()));
    }
    if (config == null || !problems.isEmpty()) {
      throw YamlConfig.fault(BotConfig.FILE_NAME, problems);
    }
    return config;
  }

  /** What the policies say against the rules. */
  public static List<Problem> problems(BotConfig config, Places places) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < config.images().size(); i++) {
      String at = "images[" + i + "].";
      String extract = String.valueOf(config.images().get(i).extract());
      // A template takes its groups from allow: without that, nothing can be said of it.
      boolean unjudged = places.isRefused(at + "allow") && extract.indexOf('$') >= 0;
      ImagePolicy.problems(config.images().get(i)).stream()
          .filter(problem -> !unjudged || !problem.key().equals("extract"))
          .map(problem -> new Problem(places.nearest(at + problem.key()), problem.sentence()))
          .forEach(problems::add);
    }
    return problems;
  }
}
