package dev.tagboat.bot.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for images of some name.
 *
 * @param name an {@link ImagePattern}
 * @param range what the policy takes as limit: for {@code semver} a constraint, for {@code calver}
 *     a layout, for {@code exact} the tag
 * @param allow RE2 over tags, unanchored; null allows every tag
 * @param ignore RE2 over tags, unanchored, wins over {@code allow}
 * @param extract what the policy compares: RE2 with a group, or a template over the match of {@code
 *     allow}, with {@code $1}, {@code ${name}}
 * @param prerelease whether pre-releases count although the range names none
 * @param platforms what an image must offer, all of it, {@code os/architecture[/variant]}
 * @param minimumAge of the image before it may go in, such as {@code 3d}, {@code 12h}, {@code 30m}
 * @param verify what must be proven of an image before it may go in
 */
public record ImageRule(
    @JsonProperty(required = true) String name,
    PolicyKind policy,
    @Nullable String range,
    @Nullable String allow,
    @Nullable String ignore,
    @Nullable String extract,
    boolean prerelease,
    Pin pin,
    List<String> platforms,
    @Nullable String minimumAge,
    @Nullable Verification verify) {

  /** What holds for an image that no rule names. */
  public static final ImageRule DEFAULTS =
      new ImageRule(
          "**", PolicyKind.AUTO, null, null, null, null, false, Pin.KEEP, List.of(), null, null);

  /**
   * @throws IllegalArgumentException naming the key that is wrong
   */
  public ImageRule {
    policy = policy == null ? PolicyKind.AUTO : policy;
    pin = pin == null ? Pin.KEEP : pin;
    platforms = Checks.listOrEmpty(platforms);
    Checks checks =
        new Checks()
            .parses("name", () -> ImagePattern.parse(name))
            .regex("allow", allow)
            .regex("ignore", ignore)
            .matches("minimum-age", minimumAge, "[1-9][0-9]{0,5}[smhd]", "3d, 12h or 30m");
    for (String platform : platforms) {
      checks.matches("platforms", platform, "[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?", "linux/amd64");
    }
    checks
        .refuse(
            range != null && !policy.takesRange(),
            "policy " + policy.key() + " takes no range",
            "range",
            "policy")
        .refuse(
            policy == PolicyKind.EXACT && range == null,
            "policy exact needs range, the tag that is meant",
            "range")
        .done();
  }

  /** The same, but nothing has to be proven. */
  public ImageRule withoutProof() {
    return verify == null
        ? this
        : new ImageRule(
            name,
            policy,
            range,
            allow,
            ignore,
            extract,
            prerelease,
            pin,
            platforms,
            minimumAge,
            null);
  }

  boolean matches(ImageName image) {
    return ImagePattern.parse(name).matches(image);
  }

  int specificity() {
    return ImagePattern.parse(name).specificity();
  }
}
