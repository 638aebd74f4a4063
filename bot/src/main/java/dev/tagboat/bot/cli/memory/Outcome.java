package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan.Note;
import dev.tagboat.bot.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about one file when everything is put together.
 *
 * @param rows in the order of the file
 * @param problem why it could not be read, with its place; null when it could
 * @param notes what was found in the file itself
 * @param linkNotes what was found with other files
 * @param ruleNotes what is wrong with rules that hold for its places, wherever they stand
 * @param fields which of the settings' {@code fields} lead to something in it, counted from 0
 */
public record Outcome(
    List<Row> rows,
    @Nullable String problem,
    List<String> notes,
    List<String> linkNotes,
    List<Note> ruleNotes,
    List<Integer> fields) {
  public Outcome {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
    linkNotes = List.copyOf(linkNotes);
    ruleNotes = List.copyOf(ruleNotes);
    fields = List.copyOf(fields);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.number(rows.size());
    for (Row row : rows) {
      out.number(row.line());
      out.number(row.column());
      out.text(row.kind());
      out.text(row.policy());
      out.text(row.image());
      optional(row.tag(), out);
      optional(row.digest(), out);
    }
    optional(problem, out);
    texts(notes, out);
    texts(linkNotes, out);
    out.number(ruleNotes.size());
    for (Note note : ruleNotes) {
      out.text(note.file());
      out.number(note.at().line());
      out.number(note.at().column());
      out.text(note.reason());
    }
    out.number(fields.size());
    fields.forEach(out::number);
    return out.toBytes();
  }

  static Outcome read(ByteReader in) {
    return new Outcome(
        many(in, Outcome::row),
        optional(in),
        many(in, ByteReader::text),
        many(in, ByteReader::text),
        many(in, Outcome::note),
        many(in, ByteReader::number));
  }

  private interface Reading<T> {
    T from(ByteReader in);
  }

  private static <T> List<T> many(ByteReader in, Reading<T> reading) {
    int count = in.count(1);
    if (count == 0) {
      return List.of();
    }
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(reading.from(in));
    }
    return all;
  }

  private static Row row(ByteReader in) {
    return new Row(
        in.number(), in.number(), in.text(), in.text(), in.text(), optional(in), optional(in));
  }

  private static Note note(ByteReader in) {
    return new Note(in.text(), new Position(in.number(), in.number()), in.text());
  }

  private static void texts(List<String> texts, ByteWriter out) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private static void optional(@Nullable String text, ByteWriter out) {
    out.number(text == null ? 0 : 1);
    if (text != null) {
      out.text(text);
    }
  }

  private static @Nullable String optional(ByteReader in) {
    return in.number() == 0 ? null : in.text();
  }
}
