package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.embedded.DemoImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Pushes tiny real images to registries on this machine. */
public final class TestImages {
  private TestImages() {}

  /** By jib, as one OCI manifest. */
  public static Digest push(String host, String path, String tag) {
    return DemoImage.of(new Tag(tag)).push(name(host, path), new Tag(tag));
  }

  /** By jib, with content that makes the digest differ from the tag's other pushes. */
  public static Digest push(String host, String path, String tag, String content) {
    return new DemoImage(content, Map.of(), false).push(name(host, path), new Tag(tag));
  }

  /** By jib, as an index of two platforms. */
  public static Digest pushIndex(String host, String path, String tag) {
    return new DemoImage(tag, Map.of(), true).push(name(host, path), new Tag(tag));
  }

  /** By skopeo, from a tar archive that jib wrote. */
  public static Digest pushBySkopeo(String host, String path, String tag, String... options) {
    try {
      Path directory = Files.createTempDirectory("image");
      Path tar = directory.resolve("image.tar");
      Digest digest = DemoImage.of(new Tag(tag)).save(name(host, path), new Tag(tag), tar);
      RealSkopeo.copy("oci-archive:" + tar, "docker://" + host + "/" + path + ":" + tag, options);
      Files.delete(tar);
      Files.delete(directory);
      return digest;
    } catch (IOException e) {
      throw new IllegalStateException("could not write an image", e);
    }
  }

  private static ImageName name(String host, String path) {
    return ImageName.of(host, path).orElseThrow();
  }
}
