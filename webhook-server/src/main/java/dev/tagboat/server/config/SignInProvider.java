package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of OpenID Connect that people sign in at.
 *
 * @param title what people call it
 * @param issuer exactly as its tokens name it in {@code iss}
 * @param clientId how it knows this server
 * @param clientSecret what this server proves itself with; null for a public client
 * @param scopes that are asked for, {@code openid} among them
 * @param claim that says what somebody is: the name of a claim, or the way to one inside another
 *     with dots, such as {@code realm_access.roles}
 * @param operators values of the claim that make somebody an operator
 * @param readers values of the claim that make somebody a reader; {@link #EVERYBODY} for all whom
 *     the issuer knows
 */
public record SignInProvider(
    String title,
    String issuer,
    String clientId,
    @Nullable Secret clientSecret,
    List<String> scopes,
    String claim,
    Set<String> operators,
    Set<String> readers) {
  public static final String EVERYBODY = "*";
  static final List<String> SCOPES = List.of("openid", "profile", "email");
  static final String CLAIM = "groups";
  private static final Set<String> OPEN = Set.of("https://accounts.google.com");

  /**
   * @throws IllegalArgumentException when anybody could become an operator, or nobody anything
   */
  public SignInProvider {
    Oidc.httpUrl(issuer);
    scopes = List.copyOf(scopes);
    operators = Set.copyOf(operators);
    readers = Set.copyOf(readers);
    if (clientId.isBlank() || claim.isBlank()) {
      throw new IllegalArgumentException("client-id or claim is empty");
    }
    if (!scopes.contains("openid") || scopes.stream().anyMatch(s -> !s.matches("[!#-\\[\\]-~]+"))) {
      throw new IllegalArgumentException("scopes need 'openid', and hold no spaces or quotes");
    }
    if (operators.isEmpty() && readers.isEmpty()) {
      throw new IllegalArgumentException(
          "needs operators or readers: values of the claim '" + claim + "' that give a role");
    }
    if (operators.contains(EVERYBODY)) {
      throw new IllegalArgumentException(
          "operators: '*' would let everybody act whom the issuer knows; name groups or people");
    }
    if (readers.contains(EVERYBODY) && OPEN.contains(issuer)) {
      throw new IllegalArgumentException(
          "readers: everybody can have an account of this issuer; name people, with claim: email");
    }
  }
}
