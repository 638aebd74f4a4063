package dev.tagboat.bot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of all modules, and what stands in their fenced blocks. */
public final class Documents {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]*)\n(.*?)^```$");
  private static final Path ROOT = Path.of("..");

  private Documents() {}

  /**
   * A fenced block.
   *
   * @param language what stands behind the fence; empty for none
   */
  public record Block(String file, String language, String text) {
    @Override
    public String toString() {
      return file + ": " + text.lines().findFirst().orElse("");
    }
  }

  /** All of them, as seen from a module's folder. */
  public static List<Path> files() {
    try (Stream<Path> all = Files.walk(ROOT, 3)) {
      return all.filter(file -> file.getFileName().toString().matches("(README|CONTRIBUTING).md"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks of these languages. */
  public static List<Block> blocks(String... languages) {
    List<Block> blocks = new ArrayList<>();
    for (Path file : files()) {
      BLOCK
          .matcher(read(file))
          .results()
          .filter(found -> List.of(languages).contains(found.group(1)))
          .map(found -> new Block(ROOT.relativize(file).toString(), found.group(1), found.group(2)))
          .forEach(blocks::add);
    }
    return blocks;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commands of all shell blocks, each as its words. */
  public static List<List<String>> commands() {
    return blocks("sh").stream().flatMap(block -> commands(block.text()).stream()).toList();
  }

  /**
   * The commands that call this program, by its name or by its jar, without that.
   *
   * @param jar such as {@code bot/target/tagboat.jar}
   */
  public static List<List<String>> calls(String program, String jar) {
    List<List<String>> calls = new ArrayList<>();
    for (List<String> words : commands()) {
      int at = words.indexOf("-jar");
      if (words.get(0).equals(program) || words.get(0).endsWith("/target/" + program)) {
        calls.add(words.subList(1, words.size()));
      } else if (words.get(0).equals("java") && at > 0 && words.get(at + 1).equals(jar)) {
        calls.add(words.subList(at + 2, words.size()));
      }
    }
    return calls;
  }

  /** Quotes, comments and joined lines as a shell has them; redirections are left out. */
  static List<List<String>> commands(String script) {
    List<List<String>> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean comment = false;
    String text = script.replace("\\\n", " ") + "\n";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (comment) {
        comment = c != '\n';
      } else if (quote != 0) {
        word.append(c == quote ? "" : c);
        quote = c == quote ? 0 : quote;
        continue;
      } else if (c == '\'' || c == '"') {
        quote = c;
        continue;
      } else if (c == '#' && word.length() == 0) {
        comment = true;
      }
      if (comment) {
        continue;
      }
      boolean ends = c == '\n' || c == '|' || c == ';' || c == '&';
      if (!ends && c != ' ') {
        word.append(c);
        continue;
      }
      if (word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (ends) {
        end(words, commands);
        words = new ArrayList<>();
      }
    }
    return commands;
  }

  private static void end(List<String> words, List<List<String>> commands) {
    List<String> command = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      // Of NAME=$(program …) the program counts.
      String word =
          command.isEmpty() ? words.get(i).replaceFirst("^[A-Za-z_]+=\\$\\(", "") : words.get(i);
      boolean assignment = command.isEmpty() && word.matches("[A-Za-z_]+=.*");
      if (word.matches("[0-9]*[<>]+")) {
        i++;
      } else if (!assignment && !word.matches("[0-9]*[<>].*")) {
        command.add(word);
      }
    }
    if (!command.isEmpty()) {
      commands.add(command);
    }
  }
}
