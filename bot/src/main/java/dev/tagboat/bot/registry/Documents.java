package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import okio.ByteString;

/**
 * Manifests and configurations by their digest, each read once: what a digest names never changes.
 */
final class Documents {
  private static final int MOST_KEPT = 1024 * 1024;
  private static final int MOST_RECENT = 64 * 1024;

  private final Manifests manifests;
  private final Blobs blobs;
  private final Memory memory;
  private final BoundedCache<String, Manifests.Body> recent = new BoundedCache<>(256);

  Documents(Manifests manifests, Blobs blobs, Memory memory) {
    this.manifests = manifests;
    this.blobs = blobs;
    this.memory = memory;
  }

  /**
   * Empty when the registry has no such manifest. What it gives may be too large or something else:
   * the caller compares, and only what is right is kept.
   */
  Optional<Manifests.Body> manifest(Endpoint endpoint, ImageName image, Digest digest) {
    // By image too: the content type is the registry's word, which must not speak for another's.
    String key = "manifest " + image + "@" + digest;
    Optional<Manifests.Body> known =
        recent.get(key).or(() -> memory.find(key).flatMap(Documents::read));
    if (known.isPresent()) {
      return known;
    }
    Optional<Manifests.Body> body = manifests.get(endpoint, image, digest.value());
    body.ifPresent(b -> keep(image, digest, b));
    return body;
  }

  /** Remembers what was read by a tag. */
  void keep(ImageName image, Digest digest, Manifests.Body body) {
    if (body.tooLarge() || !Digests.matches(digest, body.bytes())) {
      return;
    }
    String key = "manifest " + image + "@" + digest;
    if (body.bytes().size() <= MOST_RECENT) {
      recent.put(key, body);
    }
    if (body.bytes().size() <= MOST_KEPT) {
      memory.keep(key, write(body));
    }
  }

  /** Empty when the registry has no such blob, or gives something else or more for it. */
  Optional<byte[]> config(Endpoint endpoint, ImageName image, Digest digest) {
    return blob(endpoint, image, digest, Blobs.MAX_SIZE);
  }

  /** The same of any small blob. */
  Optional<byte[]> blob(Endpoint endpoint, ImageName image, Digest digest, int limit) {
    String key = "blob " + digest;
    Optional<byte[]> known = memory.find(key);
    if (known.isPresent()) {
      return known.filter(bytes -> bytes.length <= limit);
    }
    Optional<byte[]> blob = blobs.get(endpoint, image, digest, limit);
    blob.filter(b -> b.length <= MOST_KEPT).ifPresent(b -> memory.keep(key, b));
    return blob;
  }

  private static byte[] write(Manifests.Body body) {
    byte[] type = (body.contentType() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(type, type.length + body.bytes().size());
    System.arraycopy(body.bytes().toByteArray(), 0, all, type.length, body.bytes().size());
    return all;
  }

  private static Optional<Manifests.Body> read(byte[] kept) {
    ByteString all = ByteString.of(kept);
    int line = all.indexOf(ByteString.encodeUtf8("\n"));
    return line < 0
        ? Optional.empty()
        : Optional.of(
            new Manifests.Body(all.substring(line + 1), all.substring(0, line).utf8(), false));
  }
}
