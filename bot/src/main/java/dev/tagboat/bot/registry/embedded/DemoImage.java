package dev.tagboat.bot.registry.embedded;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * A tiny real image, built from nothing by jib: one layer with one file. The same values give the
 * same digest.
 *
 * @param content the file's text
 * @param labels the image's labels
 * @param index whether it is an index of two platforms (linux/amd64, linux/arm64) instead of one
 *     manifest
 */
public record DemoImage(String content, Map<String, String> labels, boolean index) {

  public DemoImage {
    labels = Map.copyOf(labels);
  }

  /** An image whose content and version label are the tag it is meant for. */
  public static DemoImage of(Tag tag) {
    return new DemoImage(
        "This is version " + tag + ".\n",
        Map.of("org.opencontainers.image.version", tag.value()),
        false);
  }

  /**
   * Pushes it to a registry, over plain HTTP where the registry has no TLS; so only to one on this
   * machine.
   *
   * @return the digest that the tag now has
   * @throws TransientFault when the registry does not take it
   */
  public Digest push(ImageName image, Tag tag) {
    return build(image + ":" + tag, reference -> Containerizer.to(RegistryImage.named(reference)));
  }

  /**
   * Writes it to a file as an OCI layout in a tar archive ({@code oci-archive:} of skopeo).
   *
   * @return the digest of its manifest, which it keeps when it is pushed from there
   */
  public Digest save(ImageName image, Tag tag, Path tar) {
    return build(
        image + ":" + tag, reference -> Containerizer.to(TarImage.at(tar).named(reference)));
  }

  @FunctionalInterface
  private interface Target {
    Containerizer named(String reference) throws InvalidImageReferenceException;
  }

  private Digest build(String reference, Target target) {
    try {
      Path work = Files.createTempDirectory("tagboat-image");
      try {
        return new Digest(containerize(work, target.named(reference)));
      } finally {
        Trees.delete(work);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("Was interrupted while building " + reference + ".", e);
    } catch (ExecutionException
        | IOException
        | RegistryException
        | CacheDirectoryCreationException
        | InvalidImageReferenceException e) {
      throw new TransientFault("Tried to push " + reference + ", but failed: " + e.getMessage(), e);
    }
  }

  private String containerize(Path work, Containerizer to)
      throws InterruptedException,
          ExecutionException,
          IOException,
          RegistryException,
          CacheDirectoryCreationException {
    Path file = Files.writeString(work.resolve("app.txt"), content);
    FileEntriesLayer layer =
        FileEntriesLayer.builder().addEntry(file, AbsoluteUnixPath.get("/app.txt")).build();
    JibContainerBuilder image =
        Jib.fromScratch()
            .setFormat(index ? ImageFormat.Docker : ImageFormat.OCI)
            .addFileEntriesLayer(layer)
            .setLabels(labels);
    if (index) {
      image.setPlatforms(Set.of(new Platform("amd64", "linux"), new Platform("arm64", "linux")));
    }
    return image
        .containerize(
            to.setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(work.resolve("base"))
                .setApplicationLayersCache(work.resolve("layers")))
        .getDigest()
        .toString();
  }
}
