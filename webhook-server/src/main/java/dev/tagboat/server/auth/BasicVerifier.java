package dev.tagboat.server.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** {@code Authorization: Basic}; the user name is not looked at (RFC 7617). */
final class BasicVerifier implements Verifier {
  private static final String SCHEME = "Basic ";

  private final Secrets secrets;

  BasicVerifier(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    return secrets.contain(password(presented.value("Authorization")));
  }

  private static @Nullable String password(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).trim());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
