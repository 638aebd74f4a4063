package dev.tagboat.bot.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.tokens.Token;

/** Remembers the last scalar token that the parser took. */
final class ScalarSpy implements Scanner {
  private final Scanner scanner;
  private @Nullable Token last;

  ScalarSpy(Scanner scanner) {
    this.scanner = scanner;
  }

  void forget() {
    last = null;
  }

  @Nullable Token last() {
    return last;
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return scanner.checkToken(choices);
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return scanner.checkToken(choice);
  }

  @Override
  public Token peekToken() {
    return scanner.peekToken();
  }

  @Override
  public Token getToken() {
    Token token = scanner.getToken();
    if (token.getTokenId() == Token.ID.Scalar) {
      last = token;
    }
    return token;
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }
}
