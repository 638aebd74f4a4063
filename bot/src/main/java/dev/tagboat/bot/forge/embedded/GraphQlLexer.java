package dev.tagboat.bot.forge.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a GraphQL document into its tokens. */
final class GraphQlLexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\s,\\uFEFF]+|#[^\\n\\r]*"
              + "|(?<token>\\.\\.\\.|[!$&()\\[\\]{}:=@|]|[_A-Za-z]\\w*"
              + "|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)");

  private GraphQlLexer() {}

  /** A string token keeps its quotes. */
  static List<String> tokens(String document) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(document);
    int end = 0;
    while (end < document.length()) {
      if (document.charAt(end) == '"') {
        int close = closingQuote(document, end);
        tokens.add(document.substring(end, close + 1));
        end = close + 1;
        continue;
      }
      matcher.region(end, document.length());
      if (!matcher.lookingAt()) {
        throw new GraphQlError("Parse error on \"" + document.charAt(end) + "\"");
      }
      String token = matcher.group("token");
      if (token != null) {
        tokens.add(token);
      }
      end = matcher.end();
    }
    return tokens;
  }

  // By hand: an expression with alternatives in a loop costs Java's stack for each character.
  private static int closingQuote(String document, int open) {
    for (int i = open + 1; i < document.length(); i++) {
      char c = document.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      i += c == '\\' ? 1 : 0;
    }
    throw new GraphQlError("Parse error on a string without an end");
  }
}
