package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Rows in aligned columns, the last of which is as wide as it needs to be. */
final class Table {
  private static final int GAP = 2;

  private final String[] headers;
  private final List<String[]> rows = new ArrayList<>();

  Table(String... headers) {
    this.headers = headers;
  }

  void add(String... cells) {
    rows.add(cells);
  }

  void print(Console console) {
    print(console, headers, rows::forEach);
  }

  /**
   * Prints rows that need not all be there at once.
   *
   * @param rows gives the same ones each time it is asked
   */
  static void print(Console console, String[] headers, Consumer<Consumer<String[]>> rows) {
    int[] widths = Arrays.stream(headers).mapToInt(Table::length).toArray();
    boolean[] any = {false};
    rows.accept(
        cells -> {
          any[0] = true;
          for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], length(Printable.plain(cells[i])));
          }
        });
    PrintWriter out = console.out();
    if (any[0]) {
      out.print(console.paint(Console.Colour.BOLD, line(headers, widths)) + "\n");
      rows.accept(cells -> out.append(line(cells, widths)).append('\n'));
    }
  }

  private static String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = Printable.plain(cells[i]);
      line.append(cell);
      if (i < cells.length - 1) {
        for (int j = length(cell); j < widths[i] + GAP; j++) {
          line.append(' ');
        }
      }
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
