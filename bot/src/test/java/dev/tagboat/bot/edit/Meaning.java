package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What other readers understand: SnakeYAML's loader, once with the types of YAML 1.1 and once with
 * those of YAML 1.2's core schema. It shares nothing with the editor but the scanner of tokens.
 */
final class Meaning {
  private final Resolver resolver;
  private int changes;
  private boolean partly;

  private Meaning(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Checks that two texts mean the same but for new tags.
   *
   * @param core whether to read with the types of YAML 1.2
   * @return how many values differ; empty when SnakeYAML cannot read all of it
   */
  static Optional<Integer> changes(String before, String after, boolean core) {
    return new Meaning(core ? new CoreSchema() : new Resolver()).compare(before, after);
  }

  private Optional<Integer> compare(String before, String after) {
    List<Object> old;
    List<Object> now;
    try {
      old = load(before);
      now = load(after);
    } catch (YAMLException e) {
      // It takes tabs in few places, in fewer behind quotes.
      assertThat(before).as(e.toString()).contains("\t");
      return Optional.empty();
    }
    same(old, now);
    return partly ? Optional.empty() : Optional.of(changes);
  }

  private void inner(String before, String after) {
    compare(before, after)
        .ifPresentOrElse(count -> assertThat(count).isPositive(), () -> partly = true);
  }

  private List<Object> load(String text) {
    LoaderOptions options = new LoaderOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(new DumperOptions()),
            new DumperOptions(),
            options,
            resolver);
    List<Object> documents = new ArrayList<>();
    yaml.loadAll(text.startsWith("\uFEFF") ? text.substring(1) : text).forEach(documents::add);
    return documents;
  }

  private void same(@Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      old.forEach((key, value) -> same(value, now.get(key)));
      int added = now.size() - old.size();
      changes += added;
      assertThat(added == 0 || (added == 1 && "1.2.4".equals(now.get("newTag")))).isTrue();
    } else if (before instanceof List<?> old && after instanceof List<?> now) {
      assertThat(now).hasSameSizeAs(old);
      for (int i = 0; i < old.size(); i++) {
        same(old.get(i), now.get(i));
      }
    } else if (!Objects.equals(before, after)) {
      leaf(before, String.valueOf(after));
    }
  }

  private void leaf(@Nullable Object before, String after) {
    String text = String.valueOf(before);
    if (text.contains("apiVersion") && text.contains("\n")) {
      inner(text, after);
      return;
    }
    changes++;
    String expected =
        before instanceof Double
            ? "12.11"
            : text.replace("1.2.3", "1.2.4").replace("12.10", "12.11");
    assertThat(after).isEqualTo(expected);
  }

  /** YAML 1.2, section 10.3.2, with merge keys, which Kubernetes reads, too. */
  private static final class CoreSchema extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
      addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"),
          "-+0123456789.");
      addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL|"), "~nN\0");
      addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
    }
  }
}
