package dev.tagboat.server.receive;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.config.Hook;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all decoders end with: raw texts to a checked push, or the reason why not. */
record EventReader(
    @Nullable String tag,
    @Nullable String digest,
    @Nullable String mediaType,
    @Nullable Instant at,
    @Nullable String pusher) {
  // cosign's signatures, attestations and SBOMs, and the fallback tags of the referrers API.
  private static final Pattern SIGNATURE = Pattern.compile("sha256-[0-9a-f]{64}(?:\\.[a-z]+)?");

  Decoded push(Hook hook, String path) {
    Optional<ImageName> image = ImageName.of(hook.registry(), path);
    if (image.isEmpty()) {
      return new Decoded.Unreadable("not a valid repository name: " + Printable.quote(path));
    }
    return push(hook, image.get());
  }

  Decoded push(Hook hook, ImageName image) {
    if (tag == null || tag.isEmpty() || tag.startsWith("sha256:")) {
      return Decoded.routine(image.toString(), "a manifest without a tag");
    }
    if (!Tag.isValid(tag)) {
      return new Decoded.Unreadable("not a valid tag of " + image + ": " + Printable.quote(tag));
    }
    if (SIGNATURE.matcher(tag).matches()) {
      return Decoded.ignored(image + ":" + tag, "a signature or attestation, not an image");
    }
    if (digest != null && !digest.isEmpty() && !Digest.isValid(digest)) {
      return new Decoded.Unreadable("not a valid digest: " + Printable.quote(digest));
    }
    if (!hook.allows(image)) {
      return Decoded.ignored(
          image + ":" + tag, "not among the images that hook '" + hook.name() + "' may speak of");
    }
    Digest claimed = digest == null || digest.isEmpty() ? null : new Digest(digest);
    return new Decoded.Pushed(new ImagePush(image, new Tag(tag), claimed, mediaType, at, pusher));
  }
}
