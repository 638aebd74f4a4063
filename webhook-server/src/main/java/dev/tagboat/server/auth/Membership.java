package dev.tagboat.server.auth;

import dev.tagboat.server.config.SignInProvider;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims about somebody make of them. */
final class Membership {
  private static final String EMAIL = "email";
  private static final int SHOWN = 20;
  private static final int LONGEST = 200;

  private final SignInProvider provider;
  private final Map<String, Object> claims;

  Membership(SignInProvider provider, Map<String, Object> claims) {
    this.provider = provider;
    this.claims = claims;
  }

  /** Whether the claim that says what somebody is stands there at all. */
  boolean isSaid() {
    return found() != null;
  }

  /** Null for none. */
  @Nullable Role role() {
    Set<String> values = values();
    if (values.stream().anyMatch(provider.operators()::contains)) {
      return Role.OPERATOR;
    }
    boolean reads =
        provider.readers().contains(SignInProvider.EVERYBODY)
            || values.stream().anyMatch(provider.readers()::contains);
    return reads ? Role.READER : null;
  }

  /** As people know them: a verified address, else a user name, else the provider's own id. */
  String person() {
    if (isVerified() && claims.get(EMAIL) instanceof String email && !email.isBlank()) {
      return shown(email);
    }
    for (String name : List.of("preferred_username", "sub")) {
      if (claims.get(name) instanceof String text && !text.isBlank()) {
        return shown(text);
      }
    }
    return "somebody";
  }

  /**
   * As the audit names them, {@code ada@acme.io (00u-ada at Acme SSO)}. A user name may be
   * anything, also that of another account or {@code operator}; the provider's own id is nobody
   * else's.
   */
  String actor() {
    String subject = claims.get("sub") instanceof String text ? shown(text) : "";
    return person().replaceAll("[()]", "") + " (" + subject + " at " + provider.title() + ")";
  }

  /** Why there is no role, and what to do. */
  String refusal() {
    String who = "You are " + person() + " at " + provider.title() + ", but ";
    if (!isSaid()) {
      return who
          + "it does not say what you may do here: neither the ID token nor the user info has the"
          + " claim '"
          + provider.claim()
          + "'. Have the provider put it in (often that takes a scope, see sign-in.oidc.scopes), or"
          + " name another one with sign-in.oidc.claim.";
    }
    Set<String> values = values();
    String have =
        values.isEmpty()
            ? "your '" + provider.claim() + "' holds nothing that counts"
            : "none of your '"
                + provider.claim()
                + "' gives a role here ("
                + String.join(", ", values.stream().limit(SHOWN).map(Membership::shown).toList())
                + (values.size() > SHOWN ? ", …" : "")
                + ")";
    return who
        + have
        + ". Whoever runs this server can add one under sign-in.oidc, as operators or readers.";
  }

  private Set<String> values() {
    Object found = found();
    if (EMAIL.equals(provider.claim()) && !isVerified()) {
      return Set.of();
    }
    Set<String> values = new LinkedHashSet<>();
    for (Object value : found instanceof Collection<?> several ? several : wrapped(found)) {
      if (value instanceof String text && !text.equals(SignInProvider.EVERYBODY)) {
        values.add(text);
      }
    }
    return values;
  }

  private static List<Object> wrapped(@Nullable Object value) {
    return value == null ? List.of() : List.of(value);
  }

  // An address that nobody has verified may be anybody's.
  private boolean isVerified() {
    return Boolean.TRUE.equals(claims.get("email_verified"));
  }

  private @Nullable Object found() {
    Object whole = claims.get(provider.claim());
    if (whole != null) {
      return whole;
    }
    Object found = claims;
    for (String step : provider.claim().split("\\.", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return found;
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{C}", "").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
