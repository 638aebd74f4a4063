package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tagboat.applier.fault.UserFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes JSON of YAML as the API server does, with bounds. Refused, where libraries guess: repeated
 * keys (also {@code true} beside {@code "true"}), keys that are no words, a merge after the key
 * that it would replace, tags of one's own, an alias inside of its own anchor.
 */
public final class YamlReader {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NODES = 200_000;
  static final int MAX_DOCUMENTS = 2_000;

  // The parser takes quadratic time for a long one.
  private static final int MAX_LINE = 1 << 20;
  private static final String TAGS = "tag:yaml.org,2002:";

  private final String file;
  private final Parser parser;
  private final int linesBefore;
  private final Copies copies;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  // A definition has few words as keys, each some thousand times.
  private final Map<String, String> words = new HashMap<>();
  private int nodes;
  private int depth;

  private YamlReader(String file, String text, int linesBefore, Copies copies) {
    this.file = file;
    this.linesBefore = linesBefore;
    this.copies = copies;
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    // How large a text may be is for others to say.
    options.setCodePointLimit(Integer.MAX_VALUE);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  /**
   * One document, and where its content begins.
   *
   * @param value null for {@code null} and for nothing
   */
  record Document(Place at, JsonNode value) {}

  /** How many values the aliases of a file have added so far, over all its documents. */
  static final class Copies {
    private int values;
  }

  /**
   * The only document of a file that is no manifest, such as a kubeconfig.
   *
   * @throws UserFault when it is not YAML, or not one document
   */
  public static JsonNode single(String file, String text) {
    try {
      List<Document> documents = read(file, text);
      if (documents.size() != 1) {
        throw new UserFault(file + ": one YAML document is expected, not " + documents.size());
      }
      return documents.get(0).value();
    } catch (Unreadable e) {
      throw new UserFault(e.line(), e);
    }
  }

  /**
   * All documents of a file that holds no manifests.
   *
   * @throws UserFault when it is not YAML
   */
  public static List<JsonNode> all(String file, String text) {
    try {
      return read(file, text).stream().map(Document::value).toList();
    } catch (Unreadable e) {
      throw new UserFault(e.line(), e);
    }
  }

  static List<Document> read(String file, String text) throws Unreadable {
    return read(file, text, 0, new Copies());
  }

  /**
   * @param linesBefore of the same file
   * @param copies of what was read of it before
   */
  static List<Document> read(String file, String text, int linesBefore, Copies copies)
      throws Unreadable {
    refuseLongLines(file, text, linesBefore);
    YamlReader reader = new YamlReader(file, text, linesBefore, copies);
    try {
      return reader.documents();
    } catch (MarkedYAMLException e) {
      Place at =
          e.getProblemMark() == null
              ? new Place(file, linesBefore + 1, 1)
              : reader.place(e.getProblemMark());
      throw new Unreadable(at, "this is not YAML" + Wording.yaml(String.valueOf(e.getProblem())));
    } catch (YAMLException e) {
      throw new Unreadable(
          new Place(file, linesBefore + 1, 1),
          "this is not YAML" + Wording.yaml(String.valueOf(e.getMessage())));
    }
  }

  private static void refuseLongLines(String file, String text, int linesBefore) throws Unreadable {
    int line = linesBefore + 1;
    int from = 0;
    for (int to = text.indexOf('\n'); from < text.length(); to = text.indexOf('\n', from)) {
      int end = to < 0 ? text.length() : to;
      if (end - from > MAX_LINE) {
        throw new Unreadable(
            new Place(file, line, 1), "this line has more than " + MAX_LINE + " characters");
      }
      from = end + 1;
      line++;
    }
  }

  private List<Document> documents() throws Unreadable {
    List<Document> documents = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      Event event = parser.getEvent();
      if (event.is(Event.ID.DocumentStart)) {
        anchors.clear();
        nodes = 0;
        Event first = parser.peekEvent();
        documents.add(new Document(place(first.getStartMark()), node()));
        if (documents.size() > MAX_DOCUMENTS) {
          throw unreadable(first, "more than " + MAX_DOCUMENTS + " documents in one file");
        }
      }
    }
    return documents;
  }

  private JsonNode node() throws Unreadable {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    count(event, 1);
    JsonNode value;
    if (event instanceof ScalarEvent scalar) {
      value = scalar(scalar);
    } else {
      depth++;
      value = event.is(Event.ID.SequenceStart) ? sequence(event) : mapping(event);
      depth--;
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, value);
    }
    return value;
  }

  private JsonNode aliased(AliasEvent alias) throws Unreadable {
    JsonNode target = anchors.get(alias.getAnchor());
    if (target == null) {
      throw unreadable(
          alias, "there is no such anchor before this alias. Quote the value if it is a text");
    }
    int size = size(target);
    count(alias, size);
    copies.values += size;
    if (copies.values > MAX_NODES) {
      throw unreadable(alias, "the aliases of this file make too many values");
    }
    return target.deepCopy();
  }

  private static int size(JsonNode node) {
    int size = 1;
    for (JsonNode child : node) {
      size += size(child);
    }
    return size;
  }

  private void count(Event event, int more) throws Unreadable {
    nodes += more;
    if (nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw unreadable(event, "too many values, or nested too deeply");
    }
  }

  private JsonNode sequence(Event start) throws Unreadable {
    refuseTag(start, ((CollectionStartEvent) start).getTag(), "seq");
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node());
    }
    parser.getEvent();
    return items;
  }

  private JsonNode mapping(Event start) throws Unreadable {
    refuseTag(start, ((CollectionStartEvent) start).getTag(), "map");
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    Set<String> own = new HashSet<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event key = parser.peekEvent();
      if (isMerge(key)) {
        parser.getEvent();
        merge(key, node(), fields, own);
      } else {
        String name = key(key);
        if (!own.add(name)) {
          // Its name is not told: a line of a certificate that is not indented becomes a key, too.
          throw unreadable(key, "this key stands here a second time");
        }
        fields.set(words.computeIfAbsent(name, word -> word), node());
      }
    }
    parser.getEvent();
    return fields;
  }

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag() == null
        && scalar.getValue().equals("<<");
  }

  private void merge(Event at, JsonNode merged, ObjectNode fields, Set<String> own)
      throws Unreadable {
    if (merged instanceof ArrayNode several) {
      // Of several, the first has precedence.
      for (int i = several.size() - 1; i >= 0; i--) {
        merge(at, several.get(i), fields, own);
      }
    } else if (merged instanceof ObjectNode one) {
      for (Map.Entry<String, JsonNode> field : one.properties()) {
        if (own.contains(field.getKey())) {
          throw unreadable(
              at, "the merge would replace a key that stands before it. Put the merge first.");
        }
        fields.set(field.getKey(), field.getValue());
      }
    } else {
      throw unreadable(at, "only mappings can be merged");
    }
  }

  private String key(Event event) throws Unreadable {
    JsonNode key = node();
    if (key.isTextual() || key.isBoolean() || key.isNumber()) {
      return key.asText();
    }
    throw unreadable(event, "a key must be a word; null, lists and mappings are none");
  }

  private JsonNode scalar(ScalarEvent scalar) throws Unreadable {
    String tag = scalar.getTag();
    if (tag == null) {
      return scalar.isPlain() ? plain(scalar) : TextNode.valueOf(scalar.getValue());
    }
    if (tag.equals("!") || tag.equals(TAGS + "str")) {
      return TextNode.valueOf(scalar.getValue());
    }
    JsonNode value = plain(scalar);
    if (!fits(tag, value)) {
      throw unreadable(scalar, "the tag does not fit the value, or is not known. Quote a text");
    }
    return value;
  }

  private static boolean fits(String tag, JsonNode value) {
    return switch (tag) {
      case TAGS + "int" -> value.isIntegralNumber();
      case TAGS + "float" -> value.isNumber();
      case TAGS + "bool" -> value.isBoolean();
      case TAGS + "null" -> value.isNull();
      default -> false;
    };
  }

  private JsonNode plain(ScalarEvent scalar) throws Unreadable {
    Optional<JsonNode> value =
        scalar.getScalarStyle() == ScalarStyle.PLAIN || scalar.getTag() != null
            ? Scalars.plain(scalar.getValue())
            : Optional.of(TextNode.valueOf(scalar.getValue()));
    if (value.isEmpty()) {
      throw unreadable(scalar, "JSON has no such number; quote it if it is a text");
    }
    return value.get();
  }

  private void refuseTag(Event event, @Nullable String tag, String own) throws Unreadable {
    if (tag != null && !tag.equals("!") && !tag.equals(TAGS + own)) {
      throw unreadable(event, "the tag is not known. Quote the value if it is a text");
    }
  }

  private Unreadable unreadable(Event event, String sentence) {
    return new Unreadable(place(event.getStartMark()), sentence);
  }

  private Place place(Mark mark) {
    return new Place(file, linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
  }
}
