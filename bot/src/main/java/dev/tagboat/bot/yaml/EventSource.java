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
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * The events of one file, with what SnakeYAML's events do not tell: where the scalar itself stands,
 * without its anchor and tag.
 */
final class EventSource {
  /** SnakeYAML counts the code points of one document; the file's size is checked before. */
  private static final int CODE_POINTS = YamlFile.MAX_BYTES + 1;

  private final SourceText source;
  private final boolean eased;
  private final ScalarSpy spy;
  private final ParserImpl parser;

  private EventSource(SourceText source, String parsed, boolean eased) {
    this.source = source;
    this.eased = eased;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINTS);
    this.spy = new ScalarSpy(new ScannerImpl(new StreamReader(parsed), options));
    this.parser = new ParserImpl(spy);
  }

  static EventSource of(SourceText source) {
    return new EventSource(source, source.text(), false);
  }

  /** A second try, see {@link SourceText#eased}. */
  static EventSource ofEased(SourceText source) {
    return new EventSource(source, source.eased(), true);
  }

  String value(ScalarEvent scalar) {
    String value = scalar.getValue();
    return eased ? value.replace(String.valueOf(SourceText.ESCAPED_SLASH), "") : value;
  }

  /**
   * @throws Unreadable where the text is not YAML
   */
  Event next() {
    spy.forget();
    try {
      return parser.getEvent();
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

  /** The token of the last scalar event; null when the scalar is empty and has no token. */
  @Nullable Token scalarToken() {
    return spy.last();
  }

  int offset(Mark mark) {
    return source.offset(mark.getIndex());
  }

  private static String reason(MarkedYAMLException e) {
    String problem = e.getProblem();
    String context = e.getContext();
    return (context == null ? "" : context + ": ") + (problem == null ? "not YAML" : problem);
  }
}
