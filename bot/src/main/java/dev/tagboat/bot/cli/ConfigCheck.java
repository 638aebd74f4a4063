package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Verification;
import dev.tagboat.bot.policy.Settings;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.Sigstore;
import dev.tagboat.bot.yaml.Places;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.Problem;
import dev.tagboat.bot.yaml.YamlConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that is wrong with the settings, and what their own reader cannot know: what a policy means,
 * and what the files hold that they name.
 */
final class ConfigCheck {
  private final Places places;
  private final KeyFiles keys;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private ConfigCheck(Places places, KeyFiles keys) {
    this.places = places;
    this.keys = keys;
  }

  /**
   * In the order of the file; what is wrong with one part hides nothing of the others.
   *
   * @param keys the files that the settings may name
   */
  static List<ConfigProblem> of(byte[] bytes, KeyFiles keys) {
    YamlConfig.Reading<BotConfig> reading = BotConfig.readParts(bytes);
    ConfigCheck check = new ConfigCheck(reading.places(), keys);
    check.wrong(reading.problems());
    BotConfig config = reading.value();
    if (config != null) {
      check.wrong(Settings.problems(config, reading.places()));
      check.look(config);
    }
    check.problems.sort(Comparator.comparing(ConfigProblem::at));
    return check.problems;
  }

  /**
   * The fields that lead to no image.
   *
   * @param bytes of valid settings
   */
  static List<ConfigProblem> idle(byte[] bytes, List<FieldRule> idle) {
    YamlConfig.Reading<BotConfig> reading = BotConfig.readParts(bytes);
    BotConfig config = reading.value();
    ConfigCheck check = new ConfigCheck(reading.places(), KeyFiles.NONE);
    List<FieldRule> all = config == null ? List.of() : config.scan().fields();
    for (int i = 0; i < all.size(); i++) {
      if (idle.contains(all.get(i))) {
        check.add(
            "scan.fields[" + i + "].path",
            "no document" + kind(all.get(i)) + " has an image there, so this field has no effect");
      }
    }
    return check.problems;
  }

  private static String kind(FieldRule rule) {
    return rule.kind() == null ? "" : " of kind " + rule.kind();
  }

  private void look(BotConfig config) {
    for (int i = 0; i < config.images().size(); i++) {
      image("images[" + i + "].", config.images().get(i));
    }
  }

  private void image(String at, ImageRule rule) {
    Verification verify = rule.verify();
    Position place = places.nearest(at + "verify.cosign.key");
    // For a key that is missing, which was told already, something stands here all the same.
    boolean told = problems.stream().anyMatch(problem -> problem.at().equals(place));
    if (verify != null
        && !told
        && SignatureRule.of(verify, keys, Sigstore.NONE) instanceof SignatureRule.Broken broken) {
      problems.add(new ConfigProblem(place, true, broken.reason()));
    }
  }

  private void wrong(List<Problem> found) {
    found.forEach(one -> problems.add(new ConfigProblem(one.at(), true, one.sentence())));
  }

  private void add(String path, String message) {
    problems.add(new ConfigProblem(places.nearest(path), false, message));
  }
}
