package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which manifests and tags each repository has. Names in a repository's path never start with
 * {@code _}, so the two directories below cannot be taken for a repository.
 */
final class ManifestStore {
  private final Path root;
  private final UploadStore uploads;

  ManifestStore(Path root, UploadStore uploads) throws IOException {
    this.root = Files.createDirectories(root.resolve("repositories"));
    this.uploads = uploads;
  }

  /** Remembers that the repository has a manifest, of this media type. */
  void link(String repository, Digest digest, String mediaType) throws IOException {
    replace(manifests(repository).resolve(BlobStore.hex(digest)), mediaType);
  }

  Optional<String> mediaType(String repository, Digest digest) throws IOException {
    return read(manifests(repository).resolve(BlobStore.hex(digest)));
  }

  void tag(String repository, Tag tag, Digest digest) throws IOException {
    replace(tags(repository).resolve(tag.value()), digest.value());
  }

  Optional<Digest> resolve(String repository, Tag tag) throws IOException {
    return read(tags(repository).resolve(tag.value())).flatMap(Digest::parse);
  }

  boolean untag(String repository, Tag tag) throws IOException {
    return Files.deleteIfExists(tags(repository).resolve(tag.value()));
  }

  /** Forgets a manifest and every tag that points to it. */
  boolean unlink(String repository, Digest digest) throws IOException {
    for (Tag tag : tagsOf(repository).orElse(List.of())) {
      if (resolve(repository, tag).filter(digest::equals).isPresent()) {
        untag(repository, tag);
      }
    }
    return Files.deleteIfExists(manifests(repository).resolve(BlobStore.hex(digest)));
  }

  /** In byte order, as the specification wants it; empty when there is no such repository. */
  Optional<List<Tag>> tagsOf(String repository) throws IOException {
    if (!Files.isDirectory(manifests(repository))) {
      return Optional.empty();
    }
    Files.createDirectories(tags(repository));
    try (Stream<Path> files = Files.list(tags(repository))) {
      return Optional.of(
          files.map(file -> file.getFileName().toString()).map(Tag::new).sorted().toList());
    }
  }

  private Path manifests(String repository) {
    return root.resolve(repository).resolve("_manifests");
  }

  private Path tags(String repository) {
    return root.resolve(repository).resolve("_tags");
  }

  private void replace(Path file, String content) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path scratch = uploads.scratch(content.getBytes(StandardCharsets.UTF_8));
    Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
