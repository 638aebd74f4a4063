package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.yaml.Position;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the settings' own reader cannot know: ranges, and keys that this version does not honour.
 */
final class ConfigCheck {
  /** Read and checked, but nothing looks at them yet. */
  private static final List<String> IDLE =
      List.of("group-by", "auto-merge", "max-open", "per-hour");

  private final YamlFile file;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private ConfigCheck(YamlFile file) {
    this.file = file;
  }

  /**
   * @param bytes the file that {@code config} was read from
   */
  static List<ConfigProblem> of(byte[] bytes, BotConfig config) {
    if (!(YamlFile.read(bytes) instanceof YamlFile.Parsed parsed)
        || parsed.file().documents().isEmpty()
        || !(parsed.file().documents().get(0) instanceof YamlMapping root)) {
      return List.of();
    }
    ConfigCheck check = new ConfigCheck(parsed.file());
    check.images(root.items("images"), config.images());
    root.mapping("pull-requests").ifPresent(check::pullRequests);
    root.mapping("scan")
        .flatMap(scan -> scan.get("fields"))
        .ifPresent(node -> check.add(node, false, "fields has no effect yet"));
    check.problems.sort(Comparator.comparing(ConfigProblem::at));
    return check.problems;
  }

  private void images(List<YamlNode> nodes, List<ImageRule> rules) {
    for (int i = 0; i < Math.min(nodes.size(), rules.size()); i++) {
      if (nodes.get(i) instanceof YamlMapping node) {
        image(node, rules.get(i));
      }
    }
  }

  private void image(YamlMapping node, ImageRule rule) {
    ImagePolicy.invalidRange(rule).ifPresent(why -> add(at(node, "range"), true, why));
    ImagePolicy.notHonoured(rule)
        .ifPresent(
            key ->
                add(
                    at(node, key.startsWith("policy") ? "policy" : key),
                    false,
                    key + " cannot be honoured yet, so the images of this rule stay as they are"));
  }

  private void pullRequests(YamlMapping settings) {
    for (String key : IDLE) {
      settings.get(key).ifPresent(node -> add(node, false, key + " has no effect yet"));
    }
    Optional<YamlNode> schedule = settings.get("schedule");
    if (!settings.items("schedule").isEmpty() && schedule.isPresent()) {
      add(schedule.get(), false, "schedule cannot be honoured yet, so nothing is changed at all");
    }
  }

  private static YamlNode at(YamlMapping node, String key) {
    return node.get(key).orElse(node);
  }

  private void add(YamlNode node, boolean error, String message) {
    Position at = file.position(node.start());
    problems.add(new ConfigProblem(at, error, message));
  }
}
