package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, the last of which is as wide as it needs to be. */
final class Table {
  private static final int GAP = 2;

  private final String[] headers;
  private final List<String[]> rows = new ArrayList<>();

  Table(String... headers) {
    this.headers = headers;
  }

  void add(String... cells) {
    rows.add(Arrays.stream(cells).map(Printable::plain).toArray(String[]::new));
  }

  void print(Console console) {
    int[] widths = widths();
    if (!rows.isEmpty()) {
      console.out().print(console.paint(Console.Colour.BOLD, line(headers, widths)) + "\n");
    }
    rows.forEach(row -> console.out().print(line(row, widths) + "\n"));
  }

  private int[] widths() {
    int[] widths = Arrays.stream(headers).mapToInt(Table::length).toArray();
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], length(row[i]));
      }
    }
    return widths;
  }

  private static String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(cells[i]);
      if (i < cells.length - 1) {
        line.append(" ".repeat(widths[i] - length(cells[i]) + GAP));
      }
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
