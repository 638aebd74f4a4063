package dev.tagboat.server.config;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A sender of events.
 *
 * @param name its place in the URL, {@code /hooks/NAME}
 * @param trust what {@code auth} needs besides secrets
 * @param secrets any of them is accepted, so that they can be rotated; empty means nobody is asked,
 *     which is only allowed on loopback
 * @param registry the host this sender speaks for, normalised; what a payload says never overrides
 *     it
 * @param images what it may speak of; empty means everything in its registry
 * @param mapping how the names in its events become paths in its registry
 */
public record Hook(
    String name,
    HookType type,
    AuthKind auth,
    Trust trust,
    List<Secret> secrets,
    String registry,
    List<ImagePattern> images,
    Mapping mapping) {
  /** What a URL can hold as one part without being read in two ways. */
  private static final Pattern IN_PATH = Pattern.compile("(?!\\.+$)[^/\\\\%;?#\\p{Cntrl}]+");

  /** Characters of a secret that no guessing finds. */
  public static final int STRONG_SECRET = 16;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  /**
   * @throws IllegalArgumentException when the name, or the secret of {@link AuthKind#PATH}, cannot
   *     stand in a URL
   */
  public Hook {
    requireName(name);
    registry = ImageName.normaliseHost(registry);
    secrets = List.copyOf(secrets);
    if (auth == AuthKind.PATH
        && !secrets.stream().allMatch(s -> IN_PATH.matcher(s.reveal()).matches())) {
      throw new IllegalArgumentException(
          "hook '"
              + name
              + "': a secret in a path must not hold / \\ % ; ? # or control characters");
    }
    images = List.copyOf(images);
    if ((auth == AuthKind.OIDC) != (trust.oidc() != null)
        || (auth == AuthKind.SNS) != (trust.sns() != null)
        || (!auth.hasSecret() && !secrets.isEmpty())) {
      throw new IllegalArgumentException(
          "hook '" + name + "': its settings do not fit auth " + auth.key());
    }
  }

  /** A hook whose {@code auth} needs secrets only, and in whose events names are paths. */
  public Hook(
      String name,
      HookType type,
      AuthKind auth,
      List<Secret> secrets,
      String registry,
      List<ImagePattern> images) {
    this(name, type, auth, Trust.NONE, secrets, registry, images, Mapping.NONE);
  }

  /** Whether a sender must prove itself at all. */
  public boolean isGuarded() {
    return !auth.hasSecret() || !secrets.isEmpty();
  }

  /**
   * @throws IllegalArgumentException when the name cannot stand in a URL
   */
  static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a hook's name must be letters, digits, '_' and '-', at most 63, as it stands in the URL");
    }
    return name;
  }

  /** Whether people send to it, who are told what is wrong with an event. */
  public boolean isForPeople() {
    return type == HookType.GENERIC && mapping.fields() == null;
  }

  /** Whether one of its secrets could be guessed: too short, or too plain for a path. */
  public boolean hasWeakSecret() {
    return secrets.stream()
        .map(Secret::reveal)
        .anyMatch(
            secret ->
                secret.length() < STRONG_SECRET
                    || (auth == AuthKind.PATH && !PathSecret.isStrong(secret)));
  }

  /** Whether this sender may speak of {@code image}. */
  public boolean allows(ImageName image) {
    return image.registry().equals(registry)
        && (images.isEmpty() || images.stream().anyMatch(pattern -> pattern.matches(image)));
  }
}
