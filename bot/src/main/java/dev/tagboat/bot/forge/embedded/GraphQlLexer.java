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
              + "|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
              + "|\"(?:[^\"\\\\\\n\\r]|\\\\.)*+\")");

  private GraphQlLexer() {}

  /** A string token keeps its quotes. */
  static List<String> tokens(String document) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(document);
    int end = 0;
    while (end < document.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
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
}
