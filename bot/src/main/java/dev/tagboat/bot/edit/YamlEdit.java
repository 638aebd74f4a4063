package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.yaml.KeyWriter;
import dev.tagboat.bot.yaml.Replacement;
import dev.tagboat.bot.yaml.ScalarWriter;
import dev.tagboat.bot.yaml.YamlComparison;
import dev.tagboat.bot.yaml.YamlComparison.NewKey;
import dev.tagboat.bot.yaml.YamlFile;
import dev.tagboat.bot.yaml.YamlMapping;
import dev.tagboat.bot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Edits one text of YAML, and the texts that are values in it, from the inside out. */
final class YamlEdit {
  private final YamlFile file;
  private final YamlIndex index;
  private final List<Replacement> replacements = new ArrayList<>();
  private final Map<Integer, String> values = new HashMap<>();
  private final Map<Integer, NewKey> keys = new HashMap<>();

  private YamlEdit(YamlFile file) {
    this.file = file;
    this.index = YamlIndex.of(file);
  }

  /** A text after its edit, and the edits that made it. */
  record Result(List<Replacement> replacements, String after) {}

  /**
   * @throws UserFault when a place cannot be edited exactly, or anything else came out changed
   */
  static Result of(YamlFile file, Changes changes) {
    YamlEdit edit = new YamlEdit(file);
    SortedMap<Integer, List<Part>> byScalar = new TreeMap<>();
    changes
        .parts()
        .forEach(
            part ->
                byScalar
                    .computeIfAbsent(part.slice().outermost(), at -> new ArrayList<>())
                    .add(part));
    byScalar.forEach(edit::change);
    changes.additions().stream().distinct().forEach(edit::add);
    return edit.finish();
  }

  private Result finish() {
    replacements.sort(Comparator.comparingInt(Replacement::start));
    String after = Replacement.apply(file.text(), replacements);
    YamlComparison.difference(file, after, values, keys)
        .ifPresent(
            difference -> {
              throw new UserFault(difference + ". The file was left as it is.");
            });
    return new Result(replacements, after);
  }

  private void change(int start, List<Part> parts) {
    YamlScalar scalar = scalar(start);
    if (parts.stream().noneMatch(part -> part.slice().isNested())) {
      Part change = Part.joined(parts, scalar.value());
      replacements.add(
          new ScalarWriter(file, scalar)
              .replace(change.slice().from(), change.slice().to(), change.text()));
      values.put(start, change.applied(scalar.value()));
    } else if (parts.stream().allMatch(part -> part.slice().isNested())) {
      changeInside(scalar, parts.stream().map(Part::inner).toList());
    } else {
      throw new UserFault("a text and a value inside it cannot both change");
    }
  }

  private void changeInside(YamlScalar scalar, List<Part> parts) {
    if (!(file.nested(scalar) instanceof YamlFile.Parsed inner)) {
      throw new UserFault(
          "the file changed since it was scanned: no YAML in the text at its place");
    }
    Result result = of(inner.file(), new Changes(parts, List.of()));
    ScalarWriter writer = new ScalarWriter(file, scalar);
    if (result.replacements().size() > 1 && !writer.takesSeveral()) {
      throw new UserFault(
          "several values stand in one text without quotes, which cannot be edited exactly. Change"
              + " it by hand.");
    }
    for (Replacement replacement : result.replacements()) {
      replacements.add(writer.replace(replacement.start(), replacement.end(), replacement.text()));
    }
    values.put(scalar.start(), result.after());
  }

  private void add(Addition addition) {
    if (addition.slot().present()) {
      fill(addition);
      return;
    }
    YamlMapping.Entry sibling = index.entry(addition.slot().sibling());
    if (sibling == null) {
      throw new UserFault("the file changed since it was scanned: no key at its place");
    }
    String key = addition.slot().key();
    replacements.add(KeyWriter.add(file, sibling, key, addition.text(), addition.slot().style()));
    keys.put(addition.slot().sibling(), new NewKey(key, addition.text()));
  }

  private void fill(Addition addition) {
    int start = addition.slot().sibling();
    replacements.add(
        new ScalarWriter(file, scalar(start)).fill(addition.text(), addition.slot().style()));
    values.put(start, addition.text());
  }

  private YamlScalar scalar(int start) {
    YamlScalar scalar = index.scalar(start);
    if (scalar == null) {
      throw new UserFault("the file changed since it was scanned: no value at its place");
    }
    return scalar;
  }
}
