package dev.tagboat.bot.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes a random tree in random styles, twice at once: as it is, and as it must be after the bump.
 * What is to change is known from the writing, not from any parser.
 */
final class RandomYaml {
  /** Text that looks like the image but is none of its places. */
  private static final String DECOY = "acme/app:1.2.3";

  private static final List<String> PLAIN =
      List.of(
          "a", "web", "1.10", "0755", "true", "~", "x/y:z", "Grüße", "🚢", "12:30", "a b  c", "-1");
  private static final List<String> TEXTS =
      List.of(
          "", " ", "a: b", "# no", "it's", "say \"x\"", "🚢 {{ x }}", DECOY, "\\", "- a", "é\\n");

  /** A place: what stands there, and what must stand there afterwards. */
  record Spot(String name, String before, String after) {
    boolean isNumberLike() {
      return name.isEmpty() && !after.matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    }
  }

  private final Random random;
  private final StringBuilder before = new StringBuilder();
  private final StringBuilder after = new StringBuilder();
  private int anchors;
  private int spots;

  RandomYaml(long seed) {
    this.random = new Random(seed);
  }

  String before() {
    return before.toString();
  }

  String after() {
    return after.toString();
  }

  int spots() {
    return spots;
  }

  /** Manifests of pods, several documents of them. */
  RandomYaml manifests() {
    IntStream.rangeClosed(0, random.nextInt(3)).forEach(i -> document(i, pod()));
    return this;
  }

  /** A values file whose tags look like numbers. */
  RandomYaml values() {
    Map<String, Object> root = mapping(2);
    root.put("image", image());
    root.put("nested", Map.of("x", List.of(Map.of("image", image()), tree(2))));
    document(0, root);
    return this;
  }

  /** The same text with CRLF, a byte order mark, or without its last line end. */
  RandomYaml disguised() {
    boolean crlf = random.nextInt(4) == 0;
    boolean bom = random.nextInt(6) == 0;
    boolean cut = random.nextInt(5) == 0;
    for (StringBuilder text : List.of(before, after)) {
      String plain = cut ? text.substring(0, text.length() - 1) : text.toString();
      text.setLength(0);
      text.append(bom ? "\uFEFF" : "").append(crlf ? plain.replace("\n", "\r\n") : plain);
    }
    return this;
  }

  private Map<String, Object> pod() {
    Map<String, Object> container = mapping(1);
    container.put("image", new Spot("acme/app:", "1.2.3", "1.2.4"));
    container.put("z", tree(2));
    Map<String, Object> other = mapping(1);
    other.put("image", "evil/" + DECOY);
    Map<String, Object> spec = mapping(1);
    spec.put("initContainers", List.of(other));
    spec.put("containers", random.nextBoolean() ? List.of(container) : List.of(other, container));
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("apiVersion", "v1");
    pod.put("metadata", tree(3));
    pod.put("kind", "Pod");
    pod.put("spec", spec);
    pod.put("status", tree(2));
    return pod;
  }

  private Map<String, Object> image() {
    Map<String, Object> image = mapping(1);
    image.put("repository", "acme/app");
    image.put("tag", new Spot("", "12.10", "12.11"));
    return image;
  }

  private Object tree(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 1 -> mapping(depth);
      case 2 -> IntStream.range(0, random.nextInt(4)).mapToObj(i -> tree(depth - 1)).toList();
      default -> pick(random.nextBoolean() ? PLAIN : TEXTS);
    };
  }

  private Map<String, Object> mapping(int depth) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      mapping.put("k" + i + pick(List.of("", "-🚢", ".x", "/ü")), tree(depth - 1));
    }
    return mapping;
  }

  private void document(int index, Map<String, Object> root) {
    if (index > 0 || random.nextInt(3) == 0) {
      both(pick(List.of("---\n", "--- # " + DECOY + "\n", "# x\n---\n")));
    }
    if (random.nextInt(4) == 0) {
      flow(root);
      endOfLine();
    } else {
      block(root, 0, false);
    }
    both(random.nextInt(6) == 0 ? "...\n" : "");
  }

  private void block(Map<?, ?> mapping, int indent, boolean firstInline) {
    boolean inline = firstInline;
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      if (!inline) {
        noise(indent);
        both(" ".repeat(indent));
      }
      inline = false;
      both(key(String.valueOf(entry.getKey())) + ":");
      blockValue(entry.getValue(), indent, false);
    }
  }

  private void blockItems(List<?> items, int indent) {
    for (Object item : items) {
      noise(indent);
      both(" ".repeat(indent) + "-");
      blockValue(item, indent, true);
    }
  }

  private void blockValue(Object value, int indent, boolean item) {
    boolean collection = value instanceof Map<?, ?> || value instanceof List<?>;
    if (value instanceof Map<?, ?> map && !map.isEmpty() && item && random.nextBoolean()) {
      int gap = 1 + random.nextInt(3);
      both(" ".repeat(gap));
      block(map, indent + 1 + gap, true);
    } else if (collection && !isEmpty(value) && random.nextInt(4) > 0) {
      endOfLine();
      int deeper = indent + 1 + random.nextInt(3);
      if (value instanceof Map<?, ?> map) {
        block(map, deeper, false);
      } else if (value instanceof List<?> list) {
        blockItems(list, item ? deeper : indent + random.nextInt(3));
      }
    } else if (collection) {
      both(" ");
      flow(value);
      endOfLine();
    } else {
      both(" ".repeat(1 + random.nextInt(3)));
      blockScalar(value, indent);
    }
  }

  private void blockScalar(Object value, int indent) {
    String margin = " ".repeat(indent + 1 + random.nextInt(3));
    if (value instanceof Spot spot && !spot.isNumberLike() && random.nextInt(3) == 0) {
      both(pick(List.of("|-\n", ">-\n", ">- # " + DECOY + "\n", "\n")) + margin);
      spots++;
      both(spot.name());
      each(spot.before(), spot.after());
      both("\n");
    } else if (value instanceof Spot spot && random.nextInt(6) == 0) {
      spots++;
      both("\"" + spot.name() + "\\\n" + margin);
      each(spot.before() + "\"", spot.after() + "\"");
      endOfLine();
    } else if (TEXTS.contains(value) && random.nextInt(3) == 0) {
      both(pick(List.of("|", ">", "|-", ">+")) + "\n" + margin + DECOY + "\n" + margin + " more\n");
    } else {
      flow(value);
      endOfLine();
    }
  }

  private void flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      both("{");
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        both(key(String.valueOf(entry.getKey())) + ": ");
        flow(entry.getValue());
        both(
            pick(
                List.of(
                    ", ", " ,", ",\n" + " ".repeat(40), ", # " + DECOY + "\n" + " ".repeat(40))));
      }
      both("}");
    } else if (value instanceof List<?> list) {
      both("[");
      for (Object item : list) {
        flow(item);
        both(pick(List.of(", ", " , ")));
      }
      both("]");
    } else if (value instanceof Spot spot) {
      spot(spot);
    } else {
      both(text(String.valueOf(value)));
    }
  }

  private void spot(Spot spot) {
    spots++;
    both(pick(List.of("", "", "&a" + anchors++ + " ")));
    int style = random.nextInt(5);
    String name = style == 4 ? spot.name().replace("a", "\\x61") : spot.name();
    String quote = style < 2 ? "" : style == 2 ? "'" : "\"";
    boolean quoted = style < 2 && spot.isNumberLike();
    both(style == 1 && !quoted ? "!!str " : "");
    both(quoted ? "" : quote + name);
    each(spot.before(), quoted ? '"' + name + spot.after() + '"' : spot.after());
    both(quote);
  }

  private String text(String value) {
    if (PLAIN.contains(value) || value.matches("[a-z]+/[a-z/]+(:[0-9.]+)?|v1|Pod")) {
      return pick(List.of(value, value, "'" + value + "'", '"' + value + '"'));
    }
    return random.nextBoolean()
        ? "'" + value.replace("'", "''") + "'"
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String key(String key) {
    return pick(List.of(key, key, '"' + key + '"', "'" + key + "' "));
  }

  private void noise(int indent) {
    both(pick(List.of("", "", "", "\n", " ".repeat(indent) + "# image: " + DECOY + "\n")));
  }

  private void endOfLine() {
    both(pick(List.of("\n", "\n", "  \n", " # " + DECOY + " 🚢\n", "\t# tab\n")));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map
        ? map.isEmpty()
        : value instanceof List<?> l && l.isEmpty();
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void both(String text) {
    each(text, text);
  }

  private void each(String old, String now) {
    before.append(old);
    after.append(now);
  }
}
