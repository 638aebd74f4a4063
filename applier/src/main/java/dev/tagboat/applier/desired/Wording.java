package dev.tagboat.applier.desired;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be told of the sentences of the libraries that read YAML and JSON: they quote characters
 * and words of the file, which may be those of a password. Where it stands says enough.
 */
final class Wording {
  // As SnakeYAML words them, up to what it quotes.
  private static final Pattern YAML =
      Pattern.compile(
          "mapping (?:keys|values) are not allowed here|sequence entries are not allowed here"
              + "|could not find expected ':'|found unexpected (?:end of stream|document separator)"
              + "|found unknown escape character|found duplicate YAML directive"
              + "|expected '?<(?:block end|document start)>'?|expected ',' or '[\\]}]'"
              + "|expected the node content|expected a comment or a line break"
              + "|expected alphabetic or numeric character"
              + "|expected chomping or indentation indicators|special characters are not allowed");

  // As Jackson does.
  private static final List<String> JSON =
      List.of(
          "Unexpected character",
          "Unexpected end-of-input",
          "Unexpected close marker",
          "Illegal unquoted character",
          "Illegal character",
          "Unrecognized character escape",
          "Invalid numeric value",
          "Invalid UTF-8",
          "Document nesting depth");

  private Wording() {}

  /** The rest of a sentence that begins with "this is not YAML". */
  static String yaml(String problem) {
    if (problem.startsWith("found character '")) {
      return ": a value cannot begin with this character, such as a tab";
    }
    if (problem.startsWith("found undefined tag handle")) {
      return ": there is no such tag. Quote the value if it is a text";
    }
    Matcher known = YAML.matcher(problem);
    return known.find() ? ": " + known.group() : "";
  }

  /** The rest of a sentence that begins with "this is not JSON". */
  static String json(String problem) {
    if (problem.startsWith("Unrecognized token")) {
      return ": a value is neither in quotes nor a number, true, false or null";
    }
    if (problem.startsWith("Duplicate field")) {
      return ": a key stands here a second time";
    }
    return JSON.stream().filter(problem::startsWith).findFirst().map(w -> ": " + w).orElse("");
  }
}
