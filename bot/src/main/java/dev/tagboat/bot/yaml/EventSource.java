package dev.tagboat.bot.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * The events of one file, with what SnakeYAML's events do not tell: where the scalar itself stands,
 * without its anchor and tag.
 */
final class EventSource {
  /** SnakeYAML counts the code points of one document; the file's size is checked before. */
  private static final int CODE_POINTS = YamlFile.MAX_BYTES + 1;

  private static final String NEXT_DOCUMENT = "expected '<document start>'";

  private final SourceText source;
  private final Dialect dialect;
  private final ScalarSpy spy;
  private final ParserImpl parser;
  private int consumed;

  private EventSource(SourceText source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINTS);
    this.spy = new ScalarSpy(new ScannerImpl(new TextReader(dialect.parsed(source)), options));
    this.parser = new ParserImpl(spy);
  }

  static EventSource of(SourceText source, Dialect dialect) {
    return new EventSource(source, dialect);
  }

  String value(ScalarEvent scalar) {
    return dialect.value(scalar.getValue());
  }

  /**
   * @throws Unreadable where the text is not YAML
   */
  Event next() {
    spy.forget();
    try {
      Event event = parser.getEvent();
      consumed = offset(event.getEndMark());
      return event;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw source.unreadable(mark == null ? 0 : offset(mark), reason(e));
    } catch (ReaderException e) {
      throw source.unreadable(
          source.offset(e.getPosition()),
          "a character that YAML does not allow: U+" + String.format("%04X", e.getCodePoint()));
    } catch (YAMLException e) {
      throw source.unreadable(0, String.valueOf(e.getMessage()));
    }
  }

  /** UTF-16 index after the last event. */
  int consumed() {
    return consumed;
  }

  /** The token of the last scalar event; null when the scalar is empty and has no token. */
  @Nullable Token scalarToken() {
    return spy.last();
  }

  int offset(Mark mark) {
    return source.offset(mark.getIndex());
  }

  private static String reason(MarkedYAMLException e) {
    String problem = e.getProblem();
    if (problem != null && problem.startsWith(NEXT_DOCUMENT)) {
      return "a second document starts here: put a line --- before it";
    }
    String context = e.getContext();
    return (context == null ? "" : context + ": ") + (problem == null ? "not YAML" : problem);
  }
}
