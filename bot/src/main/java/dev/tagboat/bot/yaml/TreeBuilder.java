package dev.tagboat.bot.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.tokens.Token;

/** Builds the documents of a file from its events. */
final class TreeBuilder {
  /** Real manifests stay below 30 levels; the limit keeps recursion far from the stack's end. */
  private static final int MAX_DEPTH = 100;

  /** Merge keys can multiply entries far beyond the file's size. */
  private static final int MAX_MERGED = 1_000_000;

  private final SourceText source;
  private final EventSource events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Aliases.Builder aliases = new Aliases.Builder();
  private int flow;
  private long merged;

  private record Anchored(YamlNode node, int end) {}

  private TreeBuilder(SourceText source, EventSource events) {
    this.source = source;
    this.events = events;
  }

  /** The root of each document; a document without content has a null scalar as root. */
  record Tree(List<YamlNode> documents, Aliases aliases) {}

  /**
   * @throws Unreadable where the text is not YAML
   */
  static Tree build(SourceText source, Dialect dialect) {
    TreeBuilder builder = new TreeBuilder(source, EventSource.of(source, dialect));
    return new Tree(List.copyOf(builder.documents()), builder.aliases.build());
  }

  private List<YamlNode> documents() {
    List<YamlNode> roots = new ArrayList<>();
    for (Event e = events.next(); !e.is(Event.ID.StreamEnd); e = events.next()) {
      if (e.is(Event.ID.DocumentStart)) {
        anchors.clear();
        roots.add(node(events.next(), 0));
      }
    }
    return roots;
  }

  private YamlNode node(Event event, int depth) {
    int start = events.offset(event.getStartMark());
    if (depth > MAX_DEPTH) {
      throw source.unreadable(start, "nested deeper than " + MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return anchored(alias.getAnchor(), start);
    }
    YamlNode node =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event);
          case SequenceStart -> sequence(event, start, depth);
          case MappingStart -> mapping(event, start, depth);
          default -> throw source.unreadable(start, "not a YAML node");
        };
    String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, events.consumed()));
    }
    return node;
  }

  // A node that holds an alias of itself is not finished when the alias is read, so it is refused
  // here too: no reader of manifests takes it, and nothing after us has to look for cycles.
  private YamlNode anchored(String name, int start) {
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw source.unreadable(start, "no finished anchor of the name '" + name + "' stands before");
    }
    aliases.add(anchored.node().start(), anchored.end(), start);
    return anchored.node();
  }

  private YamlScalar scalar(ScalarEvent event) {
    @Nullable Token token = events.scalarToken();
    // An empty scalar has no token; its event ends after anchor and tag.
    int end = events.offset(token == null ? event.getEndMark() : token.getEndMark());
    int start = token == null ? end : events.offset(token.getStartMark());
    return new YamlScalar(
        start, end, events.value(event), style(event.getScalarStyle()), event.getTag(), flow > 0);
  }

  private YamlSequence sequence(Event opening, int start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    int outer = enter(opening);
    for (Event e = events.next(); !e.is(Event.ID.SequenceEnd); e = events.next()) {
      items.add(node(e, depth + 1));
    }
    flow = outer;
    return bounded(new YamlSequence(start, items));
  }

  private YamlMapping mapping(Event opening, int start, int depth) {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    int outer = enter(opening);
    for (Event e = events.next(); !e.is(Event.ID.MappingEnd); e = events.next()) {
      YamlNode key = node(e, depth + 1);
      entries.add(new YamlMapping.Entry(key, node(events.next(), depth + 1)));
    }
    flow = outer;
    merged += YamlMapping.mergedEntries(entries);
    if (merged > MAX_MERGED) {
      throw source.unreadable(start, "merge keys bring in more than " + MAX_MERGED + " entries");
    }
    return bounded(new YamlMapping(start, entries));
  }

  // Through aliases a small file can be as deep as it is long, and whoever walks it goes that deep.
  private <T extends YamlNode> T bounded(T node) {
    if (node.height() > MAX_DEPTH) {
      throw source.unreadable(
          node.start(), "nested deeper than " + MAX_DEPTH + " levels, through its aliases");
    }
    return node;
  }

  private int enter(Event opening) {
    int outer = flow;
    flow += ((CollectionStartEvent) opening).isFlow() ? 1 : 0;
    return outer;
  }

  private static dev.tagboat.bot.yaml.ScalarStyle style(ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> dev.tagboat.bot.yaml.ScalarStyle.PLAIN;
      case SINGLE_QUOTED -> dev.tagboat.bot.yaml.ScalarStyle.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> dev.tagboat.bot.yaml.ScalarStyle.DOUBLE_QUOTED;
      case LITERAL -> dev.tagboat.bot.yaml.ScalarStyle.LITERAL;
      case FOLDED -> dev.tagboat.bot.yaml.ScalarStyle.FOLDED;
    };
  }
}
