package dev.tagboat.applier.desired;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that stand for something else, and would be applied as they are. */
public final class Standins {
  static final String ENCRYPTED =
      "is encrypted by SOPS and would be applied as it is. Decrypt it, or use SealedSecrets or"
          + " ExternalSecrets, which a controller of the cluster opens.";
  static final String POINTED =
      "is a pointer of Git LFS, which is not fetched. Put the file itself into the repo.";
  private static final byte[] POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.UTF_8);
  private static final String CIPHER = "ENC[AES256_GCM,data:";

  // YAML and JSON, dotenv, and INI, as sops writes them.
  private static final Pattern MARK =
      Pattern.compile("(?m)^\\s*\"?sops\"?\\s*:|^sops_(?:mac|version|lastmodified)=|^\\[sops\\]");

  private Standins() {}

  static boolean isPointer(byte[] content) {
    return content.length >= POINTER.length
        && Arrays.equals(content, 0, POINTER.length, POINTER, 0, POINTER.length);
  }

  /** What the file is instead, as the rest of a sentence. */
  public static Optional<String> objection(byte[] content) {
    if (isPointer(content)) {
      return Optional.of(POINTED);
    }
    String text = new String(content, StandardCharsets.UTF_8);
    return text.contains(CIPHER) && MARK.matcher(text).find()
        ? Optional.of(ENCRYPTED)
        : Optional.empty();
  }
}
