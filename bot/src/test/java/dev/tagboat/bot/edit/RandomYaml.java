package dev.tagboat.bot.edit;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes trees in random styles, twice at once: as they are, and as they must be after the bump.
 * What is to change is known from the writing, not from any parser.
 */
final class RandomYaml {
  /** Text that looks like the image but is none of its places. */
  static final String DECOY = "acme/app:1.2.3";

  /**
   * A place: what stands there, and what must stand there afterwards.
   *
   * @param name what of the value stands before it
   * @param rest what of the value stands behind it
   * @param text whether the new value is a number without quotes, so that it gets some
   */
  record Spot(String name, String before, String after, String rest, boolean text) {
    Spot(String name, String before, String after) {
      this(name, before, after, "", false);
    }
  }

  /** A value behind which a key is missing that the bump adds. */
  record Slot(String value, String key, String added) {}

  /** Documents as the text of a value. */
  record Inner(String before, String after) {}

  /** A mapping or a place with an anchor. */
  record Anchored(String name, Object value) {}

  /** Repeats what has the anchor. */
  record Alias(String name) {}

  private final Random random;
  private final boolean json;
  private final boolean tabs;
  private final StringBuilder before = new StringBuilder();
  private final StringBuilder after = new StringBuilder();

  /**
   * @param json whether it is to be JSON
   */
  RandomYaml(Random random, boolean json) {
    this.random = random;
    this.json = json;
    // Most readers do not take them before comments.
    this.tabs = random.nextInt(4) == 0;
  }

  String before() {
    return before.toString();
  }

  String after() {
    return after.toString();
  }

  void document(int index, Map<String, Object> root) {
    if (json) {
      flow(root);
      both("\n");
      return;
    }
    if (index > 0 || random.nextInt(3) == 0) {
      both(pick("---\n", "--- # " + DECOY + "\n", "# x\n---\n"));
    }
    if (random.nextInt(4) == 0) {
      flow(root);
      endOfLine();
    } else {
      block(root, 0, false);
    }
    both(random.nextInt(6) == 0 ? "...\n" : "");
  }

  /** The same text with CRLF, a byte order mark, or without its last line end. */
  void disguise() {
    boolean crlf = random.nextInt(4) == 0;
    boolean bom = random.nextInt(6) == 0;
    boolean cut = random.nextInt(5) == 0;
    for (StringBuilder text : List.of(before, after)) {
      String plain = cut ? text.substring(0, text.length() - 1) : text.toString();
      text.setLength(0);
      text.append(bom ? "\uFEFF" : "").append(crlf ? plain.replace("\n", "\r\n") : plain);
    }
  }

  private void block(Map<?, ?> mapping, int indent, boolean firstInline) {
    boolean inline = firstInline;
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      if (!inline) {
        noise(indent);
        both(" ".repeat(indent));
      }
      inline = false;
      String key = key(String.valueOf(entry.getKey()), entry.getValue());
      both(key + ":");
      if (entry.getValue() instanceof Slot slot) {
        both(" " + slot.value());
        endOfLine();
        each("", " ".repeat(indent) + added(slot, key) + "\n");
      } else {
        blockValue(entry.getValue(), indent, false);
      }
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
    if (value instanceof Anchored anchored && anchored.value() instanceof Map<?, ?> map) {
      both(" &" + anchored.name());
      endOfLine();
      block(map, indent + 1 + random.nextInt(3), false);
    } else if (value instanceof Map<?, ?> map && !map.isEmpty() && item && random.nextBoolean()) {
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
      blockScalar(value, " ".repeat(indent + 1 + random.nextInt(3)));
    }
  }

  private void blockScalar(Object value, String margin) {
    int dice = random.nextInt(6);
    if (value instanceof Spot spot && !spot.text() && dice < 2) {
      both(pick("|-\n", ">-\n", ">- # " + DECOY + "\n", "\n") + margin);
      both(spot.name());
      each(spot.before(), spot.after());
      both(spot.rest() + "\n");
    } else if (value instanceof Spot spot && dice == 2) {
      both("\"" + spot.name() + "\\\n" + margin);
      each(spot.before(), spot.after());
      both(spot.rest() + "\"");
      endOfLine();
    } else if (value instanceof Inner inner && dice < 4) {
      boolean folded = dice == 3;
      both(folded ? ">\n" : pick("|\n", "|  # x\n"));
      each(lines(inner.before(), margin, folded), lines(inner.after(), margin, folded));
    } else if (value instanceof String text && RandomTree.TEXTS.contains(text) && dice < 2) {
      both(pick("|", ">", "|-", ">+") + "\n" + margin + DECOY + "\n" + margin + " more\n");
    } else {
      flow(value);
      endOfLine();
    }
  }

  // In a folded scalar a line end between two lines that are not indented is an empty line.
  private static String lines(String text, String margin, boolean folded) {
    StringBuilder out = new StringBuilder();
    boolean textBefore = false;
    for (String line : text.split("(?<=\n)", -1)) {
      boolean empty = line.isEmpty() || line.equals("\n");
      boolean isText = !empty && !line.startsWith(" ") && !line.startsWith("\t");
      out.append(folded && isText && textBefore ? "\n" : "");
      out.append(empty ? line : margin + line);
      textBefore = empty ? textBefore : isText;
    }
    return out.toString();
  }

  private void flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      flowMap(map);
    } else if (value instanceof List<?> list) {
      both("[");
      int left = list.size();
      for (Object item : list) {
        flow(item);
        left--;
        both(json && left == 0 ? "" : pick(", ", " , "));
      }
      both("]");
    } else if (value instanceof Spot spot) {
      spot(spot);
    } else if (value instanceof Inner inner) {
      each(quoted(inner.before()), quoted(inner.after()));
    } else if (value instanceof Anchored anchored) {
      both("&" + anchored.name() + " ");
      flow(anchored.value());
    } else if (value instanceof Alias alias) {
      both("*" + alias.name() + " ");
    } else {
      both(text(String.valueOf(value)));
    }
  }

  private void flowMap(Map<?, ?> map) {
    both("{");
    int left = map.size();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String line = before.substring(before.lastIndexOf("\n") + 1);
      String key = key(String.valueOf(entry.getKey()), entry.getValue());
      both(key + ": ");
      if (entry.getValue() instanceof Slot slot) {
        both(slot.value());
        each("", (line.isBlank() && !line.isEmpty() ? ",\n" + line : ", ") + added(slot, key));
      } else {
        flow(entry.getValue());
      }
      left--;
      String margin = "\n" + " ".repeat(40);
      both(
          json
              ? left == 0 ? pick("", "\n") : pick(", ", " ,\n\t")
              : pick(", ", " ,", "," + margin, ", # " + DECOY + margin));
    }
    both("}");
  }

  // As the key before it is written; JSON has quotes everywhere.
  private static String added(Slot slot, String key) {
    String quote = key.startsWith("\"") || key.startsWith("'") ? key.substring(0, 1) : "";
    String value = quote.equals("\"") ? '"' + slot.added() + '"' : slot.added();
    return quote + slot.key() + quote + ": " + value;
  }

  private void spot(Spot spot) {
    int style = json ? 3 : random.nextInt(5);
    boolean needsQuotes = spot.rest().contains("}");
    style = needsQuotes && style < 2 ? 2 : style;
    String name = style == 4 ? spot.name().replace("a", "\\x61") : spot.name();
    String quote = style < 2 ? "" : style == 2 ? "'" : "\"";
    boolean quoted = style < 2 && spot.text();
    both(style == 1 && !quoted ? "!!str " : "");
    both(quoted ? "" : quote + name);
    each(spot.before(), quoted ? '"' + name + spot.after() + '"' : spot.after());
    both(quoted ? "" : spot.rest() + quote);
  }

  private String text(String value) {
    boolean plain =
        RandomTree.PLAIN.contains(value) || value.matches("[a-z]+/[a-z/]+(:[0-9.]+)?|v1|Pod");
    if (json || (!plain && random.nextBoolean())) {
      return quoted(value);
    }
    return plain
        ? pick(value, value, "'" + value + "'", '"' + value + '"')
        : "'" + value.replace("'", "''") + "'";
  }

  private static String quoted(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    return '"' + escaped.replace("\n", "\\n") + '"';
  }

  private String key(String key, Object value) {
    if (json) {
      return '"' + key + '"';
    }
    return key.equals("<<")
        ? key
        : pick(key, key, '"' + key + '"', value instanceof Slot ? key : "'" + key + "' ");
  }

  private void noise(int indent) {
    both(pick("", "", "", "\n", " ".repeat(indent) + "# image: " + DECOY + "\n"));
  }

  private void endOfLine() {
    both(pick("\n", "\n", "  \n", " # " + DECOY + " 🚢\n", tabs ? "\t# tab\n" : " # no\n"));
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map
        ? map.isEmpty()
        : value instanceof List<?> l && l.isEmpty();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void both(String text) {
    each(text, text);
  }

  private void each(String old, String now) {
    before.append(old);
    after.append(now);
  }
}
