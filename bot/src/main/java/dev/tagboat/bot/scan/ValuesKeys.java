package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys under which charts keep their images. No chart has to follow any of them: they are what
 * {@code helm create}, the large chart collections and the fixtures of other tools have in common.
 */
final class ValuesKeys {
  static final String IMAGE = "image";

  static final List<String> REPOSITORIES = List.of("repository", "repo");

  /** Keys of an image map that mean many other things elsewhere. */
  static final List<String> WEAK_NAMES = List.of(IMAGE, "name");

  static final List<String> TAGS = List.of("tag", "imageTag", "version");
  static final List<String> DIGESTS = List.of("digest", "sha");
  static final String REGISTRY = "registry";

  private static final Set<String> SWITCHES =
      Set.of("true", "false", "yes", "no", "on", "off", "enabled", "disabled", "default");

  private static final Pattern ENDS_IN_IMAGE = Pattern.compile("(?i).*image");
  private static final Pattern ENDS_IN_IMAGES = Pattern.compile("(?i).*images");
  private static final Pattern NAME_OF_IMAGE =
      Pattern.compile("(?i)(.*image)[-_]?(?:name|repository|repo)");

  private static final Pattern REPOSITORY = Pattern.compile("(.*[a-z0-9])Repository");
  private static final Pattern NO_IMAGES =
      Pattern.compile("(?i).*(?:git|chart|helm|source|src|code|config|maven|package)");
  private static final Pattern FORGE = Pattern.compile("(?i)(?:www\\.)?(?:git|bitbucket).*");

  private ValuesKeys() {}

  /** {@code webImage} of {@code webRepository}, where that can be the repository of an image. */
  static Optional<String> imageOfRepository(String key) {
    Matcher matcher = REPOSITORY.matcher(key);
    return matcher.matches() && !NO_IMAGES.matcher(matcher.group(1)).matches()
        ? Optional.of(matcher.group(1) + "Image")
        : Optional.empty();
  }

  /** Whether a text names an image in a registry, and is no repository of git. */
  static boolean isHosted(String text) {
    return ImageName.startsWithHost(text) && !FORGE.matcher(text).matches();
  }

  static boolean isImage(String key) {
    return ENDS_IN_IMAGE.matcher(key).matches();
  }

  /** Whether a name alone is an image there: {@code useImage: true} is none. */
  static boolean needsNoTag(String key, String value) {
    return key.equals(IMAGE) || (key.endsWith("Image") && !SWITCHES.contains(value));
  }

  static boolean isImages(String key) {
    return ENDS_IN_IMAGES.matcher(key).matches();
  }

  /** {@code webImage} of {@code webImageName}. */
  static Optional<String> imageOfName(String key) {
    Matcher matcher = NAME_OF_IMAGE.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Keys beside an image's key that say one more thing about it: for {@code webImage} and {@code
   * tag} these are {@code webTag}, {@code webImageTag} and the like.
   *
   * @param imageKey ends in {@code image}
   * @param part lower case
   */
  static List<String> beside(String imageKey, String part) {
    int stem = imageKey.length() - IMAGE.length();
    String word = imageKey.substring(stem);
    String capital = part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
    boolean shouted = word.equals(word.toUpperCase(Locale.ROOT));
    String same =
        shouted
            ? part.toUpperCase(Locale.ROOT)
            : Character.isUpperCase(word.charAt(0)) ? capital : part;
    return Stream.of(
            imageKey.substring(0, stem) + same,
            imageKey + capital,
            imageKey + "_" + (shouted ? same : part),
            imageKey + "-" + part)
        .distinct()
        .toList();
  }
}
