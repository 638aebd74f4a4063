package dev.tagboat.server.receive;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.config.Hook;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sender says of a push besides the image's name, as raw texts; checked at the end. */
record Claim(
    @Nullable String tag,
    @Nullable String digest,
    @Nullable String mediaType,
    @Nullable Instant at,
    @Nullable String pusher) {
  // cosign's signatures, attestations and SBOMs, and the fallback tags of the referrers API.
  private static final Pattern SIGNATURE =
      Pattern.compile("sha(?:256|512)-[0-9a-f]{64,128}(?:\\.[a-z]+)?");

  private static final int MAX_TAG = 140;

  // As Artifactory names the folders of manifests that have no tag.
  private static final Pattern FOLDER = Pattern.compile("sha(?:256|512)__[0-9a-f]{64,128}");

  Decoded of(Hook hook, ImageName image) {
    if (tag == null || tag.isEmpty() || isDigest(tag)) {
      return Decoded.routine(image.toString(), "a manifest without a tag");
    }
    if (!Tag.isValid(tag)) {
      return new Decoded.Unreadable("not a valid tag of " + image + ": " + Printable.quote(tag));
    }
    if (SIGNATURE.matcher(tag).matches()) {
      return Decoded.ignored(image + ":" + tag, MediaTypes.SIGNATURE);
    }
    String foreign = mediaType == null ? "" : MediaTypes.foreignConfig(mediaType);
    if (!foreign.isEmpty()) {
      return Decoded.ignored(image + ":" + tag, foreign);
    }
    Digest claimed = digest == null || !Digest.isValid(digest) ? null : new Digest(digest);
    // A person is told; of what a program sends, the registry is asked for the digest anyway.
    if (claimed == null && digest != null && !digest.isEmpty() && hook.isForPeople()) {
      return new Decoded.Unreadable("not a valid digest: " + Printable.quote(digest));
    }
    if (!hook.allows(image)) {
      return Decoded.ignored(
          image + ":" + tag, "not among the images that hook '" + hook.name() + "' may speak of");
    }
    return new Decoded.Pushed(new ImagePush(image, new Tag(tag), claimed, mediaType, at, pusher));
  }

  /** Whether it stands in the place of a tag that there is none of. */
  static boolean isDigest(String tag) {
    return tag.startsWith("sha256:")
        || tag.startsWith("sha512:")
        || (tag.length() <= MAX_TAG && FOLDER.matcher(tag).matches());
  }
}
