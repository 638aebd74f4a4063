package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;

/** Checks what stands in a URL before it becomes a file's name. */
final class Names {
  private Names() {}

  static String repository(String text) {
    if (ImageName.of("localhost", text).isEmpty()) {
      throw new RegistryError(
          400, "NAME_INVALID", "not a repository name: " + Printable.quote(text));
    }
    return text;
  }

  static Tag tag(String text) {
    return Tag.parse(text)
        .orElseThrow(
            () -> new RegistryError(400, "TAG_INVALID", "not a tag: " + Printable.quote(text)));
  }

  static Digest digest(String text) {
    return Digest.parse(text)
        .filter(digest -> digest.value().startsWith("sha256:"))
        .orElseThrow(
            () ->
                new RegistryError(
                    400, "DIGEST_INVALID", "not a sha256 digest: " + Printable.quote(text)));
  }
}
