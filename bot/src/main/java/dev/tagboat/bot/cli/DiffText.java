package dev.tagboat.bot.cli;

/**
 * Prints a unified diff: byte for byte into a pipe or file, in colours and harmless on a terminal.
 */
final class DiffText {
  private final Console console;

  DiffText(Console console) {
    this.console = console;
  }

  void print(String diff) {
    if (!console.isTerminal()) {
      console.out().print(diff);
      return;
    }
    int at = 0;
    while (at < diff.length()) {
      int end = diff.indexOf('\n', at);
      int stop = end < 0 ? diff.length() : end;
      console.out().print(line(diff.substring(at, stop)) + "\n");
      at = stop + 1;
    }
  }

  private String line(String line) {
    String text = console.safe(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    if (line.startsWith("@@")) {
      return console.paint(Console.Colour.CYAN, text);
    }
    if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ")) {
      return console.paint(Console.Colour.BOLD, text);
    }
    return line.startsWith("+")
        ? console.paint(Console.Colour.GREEN, text)
        : line.startsWith("-") ? console.paint(Console.Colour.RED, text) : text;
  }
}
