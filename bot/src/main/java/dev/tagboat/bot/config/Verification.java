package dev.tagboat.bot.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tagboat.bot.image.Printable;

/**
 * What must be proven of an image before it is proposed.
 *
 * @param cosign a signature made with a key pair
 */
public record Verification(@JsonProperty(required = true) Cosign cosign) {

  /** How people call whose signature is asked for. */
  public String name() {
    return cosign.isInline() ? "the key in .tagboat.yaml" : Printable.plain(cosign.key());
  }

  /**
   * @param key path in the config repo of a file with one or more public keys in PEM, or such a key
   *     itself; a signature by one of them will do
   */
  public record Cosign(@JsonProperty(required = true) String key) {
    private static final String PEM = "-----BEGIN ";

    /**
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public Cosign {
      new Checks()
          .refuse(
              key != null && !key.startsWith(PEM) && !isPath(key),
              "key must be the path of a file in this repo, such as keys/cosign.pub, or a public key"
                  + " in PEM",
              "key")
          .done();
    }

    /** Whether the key stands here itself. */
    public boolean isInline() {
      return key.startsWith(PEM);
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
