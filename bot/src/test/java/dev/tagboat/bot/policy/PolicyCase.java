package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A line of a policy table.
 *
 * @param tool whose rule it is
 * @param rule keys and values, as in a YAML flow mapping
 * @param expected the tag that is picked, {@code none}, {@code invalid} or a {@link Rejection}
 * @param source what says so
 */
public record PolicyCase(
    String tool,
    String rule,
    @Nullable Tag current,
    List<Tag> tags,
    Map<Tag, Instant> times,
    String expected,
    String source) {

  /** Every line of the table but the comments. */
  public static List<PolicyCase> all() {
    return lines("cases.tsv").map(PolicyCase::parse).toList();
  }

  static Stream<String> lines(String file) {
    try (InputStream in = PolicyCase.class.getResourceAsStream("/policy/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyCase parse(String line) {
    String[] columns = line.split("\t", -1);
    Map<Tag, Instant> times = new HashMap<>();
    List<Tag> current = tags(columns[2], times);
    return new PolicyCase(
        columns[0],
        columns[1],
        current.isEmpty() ? null : current.get(0),
        tags(columns[3], times),
        times,
        columns[4],
        columns[5]);
  }

  private static List<Tag> tags(String column, Map<Tag, Instant> times) {
    List<Tag> tags = new ArrayList<>();
    for (String word : column.equals("-") ? new String[0] : column.split(" ", -1)) {
      String[] parts = word.split("@", 2);
      tags.add(new Tag(parts[0]));
      if (parts.length == 2) {
        times.put(new Tag(parts[0]), Instant.parse(parts[1]));
      }
    }
    return tags;
  }

  /** The keys of the rule. */
  public Map<String, Object> settings() {
    return new Yaml().load("{" + rule + "}");
  }

  /**
   * @throws IllegalArgumentException when the rule is refused as such
   */
  ImagePolicy policy() {
    Map<String, Object> keys = settings();
    return switch (tool) {
      case "flux" ->
          new FluxRule(
                  text(keys, "semver"),
                  text(keys, "alphabetical"),
                  text(keys, "numerical"),
                  text(keys, "pattern"),
                  text(keys, "extract"),
                  list(keys, "exclusionList"))
              .policy();
      case "fluxv1" -> new FluxV1Rule(String.valueOf(keys.get("pattern"))).policy();
      case "keel" ->
          new KeelRule(
                  String.valueOf(keys.get("policy")),
                  is(keys, "matchPreRelease", true),
                  is(keys, "matchTag", false))
              .policy();
      case "argo" ->
          new ArgoRule(
                  text(keys, "strategy"),
                  text(keys, "constraint"),
                  text(keys, "allowTags"),
                  list(keys, "ignoreTags"),
                  list(keys, "platforms"))
              .policy();
      case "kargo" ->
          new KargoRule(
                  text(keys, "strategy"),
                  text(keys, "constraint"),
                  is(keys, "strictSemvers", true),
                  list(keys, "allow"),
                  list(keys, "ignore"),
                  text(keys, "platform"))
              .policy();
      default -> own(keys);
    };
  }

  private ImagePolicy own(Map<String, Object> keys) {
    String settings = rule.replaceAll("(?:, )?order: \\w+", "");
    String file = "images: [{name: acme/app, " + settings + "}]";
    BotConfig config = read(file);
    var image = config.ruleFor(ImageName.parse("acme/app").orElseThrow());
    ImagePolicy.problems(image)
        .forEach(
            problem -> {
              throw new IllegalArgumentException(problem.sentence());
            });
    return "desc".equals(keys.get("order")) ? ImagePolicy.descending(image) : ImagePolicy.of(image);
  }

  private static BotConfig read(String file) {
    try {
      return BotConfig.read(file.getBytes(StandardCharsets.UTF_8));
    } catch (UserFault e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The tag that is picked, or what was said instead. */
  Selection<Tag> selection() {
    return Selection.of(policy(), current, tags, facts());
  }

  ImageFacts facts() {
    return new ImageFacts() {
      @Override
      public Optional<Instant> created(Tag tag) {
        return Optional.ofNullable(times.get(tag));
      }

      @Override
      public Optional<List<String>> platforms(Tag tag) {
        return Optional.empty();
      }

      @Override
      public Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z");
      }
    };
  }

  private static @Nullable String text(Map<String, Object> keys, String key) {
    Object value = keys.get(key);
    return value == null ? null : value.toString();
  }

  private static boolean is(Map<String, Object> keys, String key, boolean otherwise) {
    return keys.get(key) instanceof Boolean value ? value : otherwise;
  }

  private static List<String> list(Map<String, Object> keys, String key) {
    List<String> texts = new ArrayList<>();
    if (keys.get(key) instanceof List<?> values) {
      values.forEach(value -> texts.add(String.valueOf(value)));
    }
    return texts;
  }

  @Override
  public String toString() {
    return tool + " {" + rule + "} " + current + " -> " + expected + ", " + source;
  }
}
