package dev.tagboat.bot.config;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.yaml.YamlConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The settings that a config repo itself holds, {@code .tagboat.yaml} in its root. Changing them is
 * a reviewed pull request like any other. Where there is no such file, {@link #DEFAULTS} hold:
 * every image found is followed with the policy that its current tag implies.
 *
 * @param version 1
 */
public record BotConfig(
    Integer version, ScanSettings scan, List<ImageRule> images, PullRequestSettings pullRequests) {

  /** Its path in the config repo. */
  public static final String FILE_NAME = ".tagboat.yaml";

  /** How the file is called by mistake. */
  public static final String WRONG_NAME = ".tagboat.yml";

  /** What to tell whoever called it so: rules that somebody relies on are not passed over. */
  public static final String WRONGLY_NAMED =
      WRONG_NAME + " is not read. Rename it to " + FILE_NAME + ", or remove it.";

  /** The resource that holds its JSON Schema (draft 2020-12), for editors. */
  public static final String SCHEMA = "tagboat.schema.json";

  /** What holds without the file. */
  public static final BotConfig DEFAULTS =
      new BotConfig(1, ScanSettings.DEFAULTS, List.of(), PullRequestSettings.DEFAULTS);

  /**
   * @throws IllegalArgumentException for a version that this program does not know
   */
  public BotConfig {
    version = version == null ? 1 : version;
    scan = scan == null ? ScanSettings.DEFAULTS : scan;
    images = Checks.listOrEmpty(images);
    pullRequests = pullRequests == null ? PullRequestSettings.DEFAULTS : pullRequests;
    new Checks()
        .refuse(version != 1, "version must be 1; this program knows no other", "version")
        .done();
  }

  /**
   * Reads the file strictly.
   *
   * @throws dev.tagboat.bot.fault.UserFault with all problems, each with line and column
   */
  public static BotConfig read(byte[] bytes) {
    return YamlConfig.read(bytes, FILE_NAME, BotConfig.class);
  }

  /**
   * Reads what can be read, with all problems, for whoever has more to say about the file; a rule
   * without a name is called {@code x}.
   */
  public static YamlConfig.Reading<BotConfig> readParts(byte[] bytes) {
    return YamlConfig.readIncomplete(bytes, BotConfig.class);
  }

  /** As {@link #explicitRuleFor}; the defaults when no rule matches. */
  public ImageRule ruleFor(ImageName image) {
    return explicitRuleFor(image).orElse(ImageRule.DEFAULTS);
  }

  /**
   * The rule with the most specific name that matches; of equally specific ones the first. Empty
   * when none matches.
   */
  public Optional<ImageRule> explicitRuleFor(ImageName image) {
    return images.stream()
        .filter(rule -> rule.matches(image))
        // min, since max would take the last of equal ones
        .min(Comparator.comparingInt((ImageRule rule) -> -rule.specificity()));
  }
}
