package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.ImageDocuments.Child;
import dev.tagboat.bot.registry.ImageDocuments.Index;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an index leads to an image. Its entries look the same whether they name images, charts or
 * nothing, so one has to be read: the one whose configuration is read next, so that it costs no
 * request that would not follow.
 */
final class Entries {
  /** How many entries are read before an index is given up. */
  private static final int MAX_READ = 16;

  private final Documents documents;

  Entries(Documents documents) {
    this.documents = documents;
  }

  /**
   * One image is enough: mirrors leave out platforms.
   *
   * @param index what {@code bytes} were taken for
   * @return {@code index} when an image is found
   */
  Confirmation check(
      Endpoint endpoint, ImageName image, Confirmation.Confirmed index, Manifests.Body body) {
    List<String> others = new ArrayList<>();
    Set<Child> children = children(body);
    for (Child child : children) {
      Optional<Confirmation> entry = read(endpoint, image, child.digest());
      if (entry.isPresent() && entry.get() instanceof Confirmation.Confirmed) {
        return index;
      }
      entry.ifPresent(other -> others.add(other.sentence()));
    }
    return others.size() < children.size()
        ? new Confirmation.NotReadable(
            index.digest() + " is an index of images that the registry does not have (yet)")
        : new Confirmation.Refused(
            index.digest()
                + " is an index without an image"
                + (others.isEmpty() ? "" : ": " + others.get(0)));
  }

  private static Set<Child> children(Manifests.Body body) {
    List<Child> all =
        ImageDocuments.document(body.bytes().toByteArray(), body.contentType())
                instanceof Index index
            ? index.children()
            : List.of();
    Set<Child> first = new LinkedHashSet<>();
    DetailsLookup.preferred(all).ifPresent(first::add);
    all.stream().limit(MAX_READ).forEach(first::add);
    return first;
  }

  /** Empty when the registry has no such manifest. */
  private Optional<Confirmation> read(Endpoint endpoint, ImageName image, Digest digest) {
    return documents
        .manifest(endpoint, image, digest)
        .map(
            body ->
                body.tooLarge() || !Digests.matches(digest, body.bytes())
                    ? new Confirmation.Refused(digest + " cannot be read")
                    : ManifestReader.read(digest, body.contentType(), body.bytes()));
  }
}
