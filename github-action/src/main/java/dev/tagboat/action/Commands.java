package dev.tagboat.action;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Workflow commands, lines on standard output that the runner obeys
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
final class Commands {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PrintStream out;

  Commands(PrintStream out) {
    this.out = out;
  }

  /** A text that nobody can guess. */
  static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Has the runner show asterisks in place of a secret, line by line as it compares. */
  void mask(String secret) {
    secret
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> out.println("::add-mask::" + data(line)));
  }

  void error(String sentence) {
    out.println("::error title=Tagboat::" + data(sentence));
  }

  void warning(String sentence) {
    out.println("::warning title=Tagboat::" + data(sentence));
  }

  void notice(String sentence) {
    out.println("::notice title=Tagboat::" + data(sentence));
  }

  /** On one line of a file. */
  void notice(String file, int line, String title, String sentence) {
    out.println(
        "::notice file="
            + property(file)
            + ",line="
            + line
            + ",title="
            + property(title)
            + "::"
            + data(sentence));
  }

  /** Text that others wrote, folded away under a heading: nothing in it is taken for a command. */
  void untrusted(String heading, String text) {
    if (text.isBlank()) {
      return;
    }
    String token = random();
    out.println("::group::" + data(heading));
    out.println("::stop-commands::" + token);
    text.lines().forEach(out::println);
    out.println("::" + token + "::");
    out.println("::endgroup::");
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
