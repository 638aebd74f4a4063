package dev.tagboat.bot.config;

import java.util.regex.Pattern;

/**
 * Who has to have signed, as Fulcio's certificates name them (sigstore/fulcio, docs/oidc.md).
 *
 * @param identity an e-mail address or a URI. A {@code *} at its end, behind {@code @refs/}, stands
 *     for the rest: a workflow that runs for tags has another identity with each of them
 * @param issuer the address of who vouches for it, exactly
 */
public record Signer(String identity, String issuer) {
  private static final int LONGEST = 1024;
  private static final Pattern PLAIN = Pattern.compile("[!-~&&[^*\\\\]]+");
  private static final Pattern REFS = Pattern.compile("https://[!-~&&[^*@]]+@refs/[!-~&&[^*]]*\\*");

  static boolean isIdentity(String text) {
    boolean some = PLAIN.matcher(text).matches() && (text.contains("@") || text.contains("://"));
    return text.length() <= LONGEST && (some || REFS.matcher(text).matches());
  }

  static boolean isIssuer(String text) {
    return text.length() <= LONGEST && text.startsWith("https://") && PLAIN.matcher(text).matches();
  }

  /** Whether this is who a certificate names. */
  public boolean is(String identity, String issuer) {
    boolean open = this.identity.endsWith("*");
    String begin = open ? this.identity.substring(0, this.identity.length() - 1) : this.identity;
    boolean same = open ? identity.startsWith(begin) : identity.equals(begin);
    return same && issuer.equals(this.issuer);
  }

  @Override
  public String toString() {
    return identity + " (" + issuer + ")";
  }
}
