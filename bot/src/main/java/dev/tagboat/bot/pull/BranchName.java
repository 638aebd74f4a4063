package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The branch of a pull request. It holds no tag, so that a newer tag moves the same pull request;
 * and it is the only kind of branch Tagboat ever writes.
 */
public final class BranchName {
  /** What every branch of ours starts with. */
  public static final String PREFIX = "tagboat/";

  /**
   * What branches start with that somebody asked for by name, or for some files only. Nobody else
   * knows what belongs on them, so nobody else looks after them.
   */
  public static final String JOB = PREFIX + "job/";

  private static final int SLUG_MAX = 60;

  private BranchName() {}

  /** {@code tagboat/<path as slug>-<8 hex digits of SHA-256 of the full name>}. */
  public static String of(ImageName image) {
    return PREFIX + slug(image.path()) + "-" + hash(image.toString());
  }

  /** {@code tagboat/in-<path as slug>-<8 hex digits of SHA-256 of the path>}. */
  static String ofDirectory(String path) {
    String slug = slug(path.toLowerCase(Locale.ROOT));
    return PREFIX + "in-" + (slug.isEmpty() ? "root" : slug) + "-" + hash("directory " + path);
  }

  /** {@code tagboat/job/<rest of the branch>-<8 hex digits of SHA-256 of the patterns>}. */
  static String within(String branch, List<String> patterns) {
    String rest = branch.substring((branch.startsWith(JOB) ? JOB : PREFIX).length());
    return JOB + rest + "-" + hash("within " + String.join("\n", patterns));
  }

  private static String slug(String path) {
    String slug = path.replaceAll("[^a-z0-9]+", "-");
    String cut = slug.length() > SLUG_MAX ? slug.substring(slug.length() - SLUG_MAX) : slug;
    return cut.replaceAll("^-|-$", "");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
