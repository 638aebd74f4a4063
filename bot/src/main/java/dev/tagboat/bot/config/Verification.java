package dev.tagboat.bot.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tagboat.bot.image.Printable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be proven of an image before it is proposed.
 *
 * @param cosign a signature made with cosign
 */
public record Verification(@JsonProperty(required = true) Cosign cosign) {

  /** How people call whose signature is asked for. */
  public String name() {
    Signer signer = cosign.signer();
    if (signer != null) {
      return Printable.plain(signer.toString());
    }
    return cosign.isInline() ? "the key in .tagboat.yaml" : Printable.plain(cosign.pem());
  }

  /**
   * Either by a key, or by an identity that an authority vouched for.
   *
   * @param key path in the config repo of a file with one or more public keys in PEM, or such a key
   *     itself; a signature by one of them will do
   * @param identity as in {@link Signer}
   * @param issuer as in {@link Signer}
   */
  public record Cosign(@Nullable String key, @Nullable String identity, @Nullable String issuer) {
    private static final String PEM = "-----BEGIN ";

    /**
     * @throws IllegalArgumentException naming the keys that are wrong
     */
    public Cosign {
      boolean named = identity != null || issuer != null;
      new Checks()
          .refuse(
              key != null && !key.startsWith(PEM) && !isPath(key),
              "key must be the path of a file in this repo, such as keys/cosign.pub, or a public key"
                  + " in PEM",
              "key")
          .refuse(
              key != null && named,
              "give either key, or identity and issuer: a signature is by a key or by an identity",
              identity == null ? "issuer" : "identity",
              "key",
              "identity",
              "issuer")
          .refuse(
              key == null && !named,
              "cosign needs key, or identity and issuer: whose signature is it to be?",
              "key",
              "identity",
              "issuer")
          .refuse(
              key == null && named && identity == null,
              "identity is missing: an issuer alone vouches for whoever has an account there",
              "issuer",
              "identity")
          .refuse(
              key == null && named && issuer == null,
              "issuer is missing: who vouches for the identity, such as "
                  + "https://token.actions.githubusercontent.com",
              "identity",
              "issuer")
          .refuse(
              identity != null && !Signer.isIdentity(identity),
              "identity must be an e-mail address or the address of a workflow, such as"
                  + " https://github.com/acme/web/.github/workflows/release.yml@refs/tags/*, where"
                  + " a * may stand at the end, after @refs/",
              "identity")
          .refuse(
              issuer != null && !Signer.isIssuer(issuer),
              "issuer must be an https address, such as"
                  + " https://token.actions.githubusercontent.com",
              "issuer")
          .done();
    }

    /** By a key. */
    public static Cosign by(String key) {
      return new Cosign(key, null, null);
    }

    /** By an identity; null when it is by a key. */
    public @Nullable Signer signer() {
      return identity == null || issuer == null ? null : new Signer(identity, issuer);
    }

    /** Whether the key stands here itself. */
    public boolean isInline() {
      return key != null && key.startsWith(PEM);
    }

    /** The key itself or its path, where it is by a key. */
    public String pem() {
      return Objects.requireNonNull(key);
    }

    // Relative, with no way out: each part is a name.
    private static boolean isPath(String text) {
      boolean plain = text.length() <= 1024 && text.chars().noneMatch(c -> c < ' ' || c == '\\');
      for (String part : text.split("/", -1)) {
        plain &= !part.isEmpty() && !part.equals(".") && !part.equals("..") && !part.equals(".git");
      }
      return plain && !text.contains("://");
    }
  }
}
