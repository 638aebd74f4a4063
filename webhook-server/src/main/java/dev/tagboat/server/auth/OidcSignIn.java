package dev.tagboat.server.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.HttpCalls;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.SignInProvider;
import io.jsonwebtoken.Claims;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in at a provider of OpenID Connect: authorization code (Core 1.0, section 3.1) with
 * PKCE (RFC 7636), state and nonce; the provider's ID token is checked by its keys.
 */
public final class OidcSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

  private final SignInProvider provider;
  private final Discovery discovery;
  private final ProviderFacts facts;
  private final IdTokens tokens;
  private final HttpCalls calls;
  private final String mark;

  /** What comes of an attempt. */
  public sealed interface Outcome {
    /**
     * Somebody who may come in.
     *
     * @param person as the audit names them: unlike anybody else, see {@link Membership#actor}
     * @param subject as the provider's own records name them
     */
    record Known(Role role, String person, String subject) implements Outcome {}

    /**
     * @param sentence what to do
     */
    record Refused(int status, String sentence) implements Outcome {}
  }

  public OidcSignIn(SignInProvider provider, Sources sources, HttpCalls calls, Clock clock) {
    this.provider = provider;
    this.discovery = new Discovery(provider.issuer(), null, sources.documents());
    this.facts = new ProviderFacts(discovery, clock);
    this.tokens = new IdTokens(provider.issuer(), discovery, clock);
    this.calls = calls;
    this.mark = mark(provider);
  }

  /** Another text for another provider or other groups: sessions carry it, and end with it. */
  public static String mark(SignInProvider provider) {
    List<String> parts =
        List.of(
            // Sessions of before did not say whose they are.
            "by subject",
            provider.issuer(),
            provider.clientId(),
            provider.claim(),
            new TreeSet<>(provider.operators()).toString(),
            new TreeSet<>(provider.readers()).toString());
    return new BadgeKeys(Secret.of(String.join("\n", parts))).of("session", "provider");
  }

  public String mark() {
    return mark;
  }

  /** What people call the provider. */
  public String title() {
    return provider.title();
  }

  /** Whether an answer says that it comes from our provider, or does not say (RFC 9207). */
  public boolean isOurs(@Nullable String issuer) {
    return issuer == null || issuer.equals(provider.issuer());
  }

  /**
   * Where the browser goes to sign in.
   *
   * @param back where the provider sends it afterwards
   * @throws TransientFault when the provider cannot be asked
   */
  public URI start(Attempt attempt, URI back) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", provider.clientId());
    query.put("redirect_uri", back.toString());
    query.put("scope", String.join(" ", provider.scopes()));
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    return with(facts.authorization(), query);
  }

  /**
   * Where the browser goes to sign out at the provider, too; empty when it has no such page.
   *
   * @param back where it may lead afterwards
   */
  public Optional<URI> signOut(URI back) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", provider.clientId());
    query.put("post_logout_redirect_uri", back.toString());
    return facts
        .endSession()
        .filter(address -> address.getScheme().matches("https?"))
        .map(address -> with(address, query));
  }

  private static URI with(URI address, Map<String, String> query) {
    String joined =
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + joined);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Asks the provider who it was.
   *
   * @param back as in {@link #start}
   * @param code that the provider gave the browser
   * @throws TransientFault when the provider cannot be asked
   */
  public Outcome finish(Attempt attempt, URI back, String code) {
    HttpCalls.Reply reply = redeem(attempt, back, code);
    JsonNode answer = json(reply);
    if (reply.status() != 200) {
      return refused(reply.status(), answer.path("error").asText());
    }
    Claims claims = tokens.read(answer.path("id_token").asText());
    if (claims == null || !isForUs(claims) || !isOf(attempt, claims)) {
      LOG.warn("{} gave an ID token that is not good here", provider.issuer());
      return new Outcome.Refused(
          502,
          "What "
              + provider.title()
              + " answered is not good here: its ID token must be signed with RS256 or ES256 by a"
              + " key of "
              + provider.issuer()
              + ", be in its time, and be made for this client and this attempt. Sign in again;"
              + " if it stays so, compare issuer and client-id, and the clocks of both.");
    }
    return judged(claims, answer.path("access_token").asText());
  }

  private Outcome judged(Claims claims, String accessToken) {
    Map<String, Object> known = new HashMap<>(claims);
    Membership membership = new Membership(provider, known);
    if (!membership.isSaid() && !accessToken.isEmpty()) {
      userInfo(claims.getSubject(), accessToken).forEach(known::putIfAbsent);
    }
    Role role = membership.role();
    return role == null
        ? new Outcome.Refused(403, membership.refusal())
        : new Outcome.Known(role, membership.actor(), String.valueOf(claims.getSubject()));
  }

  private HttpCalls.Reply redeem(Attempt attempt, URI back, String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", back.toString());
    form.put("client_id", provider.clientId());
    form.put("code_verifier", attempt.verifier());
    Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
    Secret secret = provider.clientSecret();
    if (secret != null && facts.wantsSecretInForm()) {
      form.put("client_secret", secret.reveal());
    } else if (secret != null) {
      // Both are form-encoded first (RFC 6749, section 2.3.1).
      String pair = encoded(provider.clientId()) + ":" + encoded(secret.reveal());
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }
    URI address = facts.token();
    return calls.post(address, form, headers, discovery.reach(address));
  }

  /** Claims that the provider gives only when asked (Core 1.0, section 5.3). */
  private Map<String, Object> userInfo(@Nullable String subject, String accessToken) {
    URI address = facts.userInfo().orElse(null);
    if (address == null || !accessToken.matches("[!-~]{1,10000}")) {
      return Map.of();
    }
    HttpCalls.Reply reply =
        calls.get(
            address,
            Map.of("Authorization", "Bearer " + accessToken, "Accept", "application/json"),
            discovery.reach(address));
    Map<String, Object> claims =
        reply.status() == 200 ? MAPPER.convertValue(json(reply), CLAIMS) : Map.of();
    return claims != null && subject != null && subject.equals(claims.get("sub"))
        ? claims
        : Map.of();
  }

  private static JsonNode json(HttpCalls.Reply reply) {
    try {
      JsonNode json = MAPPER.readTree(reply.body());
      return json.isObject() ? json : MAPPER.createObjectNode();
    } catch (IOException e) {
      return MAPPER.createObjectNode();
    }
  }

  private Outcome refused(int status, String error) {
    String known = error.matches("[a-z_]{1,40}") ? error : "status " + status;
    LOG.warn("{} does not say who signs in: {}", provider.issuer(), known);
    if (status >= 500 || status == 429) {
      throw new TransientFault("it answered " + status);
    }
    if (error.equals("invalid_grant")) {
      return new Outcome.Refused(
          401,
          provider.title()
              + " says that this sign-in is over: it was used already, or took too long. Sign in"
              + " again.");
    }
    return new Outcome.Refused(
        502,
        provider.title()
            + " does not take this server's word ("
            + known
            + "). Whoever runs the server should compare client-id, client-secret and the address"
            + " that people are sent back to with what is registered there.");
  }

  private boolean isForUs(Claims claims) {
    Object party = claims.get("azp");
    boolean several = claims.getAudience() != null && claims.getAudience().size() > 1;
    return claims.getAudience() != null
        && claims.getAudience().contains(provider.clientId())
        && (party == null ? !several : party.equals(provider.clientId()));
  }

  private static boolean isOf(Attempt attempt, Claims claims) {
    return claims.get("nonce") instanceof String nonce
        && MessageDigest.isEqual(
            nonce.getBytes(StandardCharsets.UTF_8),
            attempt.nonce().getBytes(StandardCharsets.UTF_8));
  }
}
