package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out who asks. */
final class Authenticator {
  private static final Pattern BEARER = Pattern.compile("(?i)(?:bearer|token) +(\\S+)");
  private static final Pattern BASIC = Pattern.compile("(?i)basic +(\\S+)");

  private final List<ForgeToken> tokens;
  private final @Nullable ForgeApp app;
  private final AppTokens appTokens;

  Authenticator(List<ForgeToken> tokens, @Nullable ForgeApp app, AppTokens appTokens) {
    this.tokens = tokens;
    this.app = app;
    this.appTokens = appTokens;
  }

  /**
   * The owner of the credentials in an {@code Authorization} header.
   *
   * @throws ApiError 401 when there are none, or bad ones
   */
  Account account(Optional<String> authorization) {
    String token =
        authorization
            .flatMap(Authenticator::token)
            .orElseThrow(() -> new ApiError(401, "Requires authentication"));
    return byToken(token).orElseGet(() -> byJwt(token));
  }

  private static Optional<String> token(String authorization) {
    Matcher bearer = BEARER.matcher(authorization);
    if (bearer.matches()) {
      return Optional.of(bearer.group(1));
    }
    Matcher basic = BASIC.matcher(authorization);
    return basic.matches() ? password(basic.group(1)) : Optional.empty();
  }

  private static Optional<String> password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The owner of a token; a JWT is none. */
  Optional<Account> byToken(String token) {
    if (token.isBlank()) {
      return Optional.empty();
    }
    Optional<AppTokens.Issued> issued = appTokens.find(token);
    if (app != null && issued.isPresent()) {
      return Optional.of(
          new Account(
              app.slug() + "[bot]", Account.Kind.INSTALLATION, issued.get().permissions(), ""));
    }
    Secret given = Secret.of(token);
    return tokens.stream()
        .filter(known -> known.value().equals(given))
        .findFirst()
        .map(
            known ->
                new Account(known.login(), Account.Kind.USER, known.permissions(), known.scopes()));
  }

  private Account byJwt(String token) {
    if (app == null || token.indexOf('.') < 0) {
      throw new ApiError(401, "Bad credentials");
    }
    appTokens
        .refusal(app, token)
        .ifPresent(
            why -> {
              throw new ApiError(401, why);
            });
    return new Account(app.slug(), Account.Kind.APP, Map.of(), "");
  }
}
