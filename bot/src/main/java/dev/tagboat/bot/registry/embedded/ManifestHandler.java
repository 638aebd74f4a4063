package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code /v2/<name>/manifests/<tag or digest>}. */
final class ManifestHandler implements Handler {
  private static final int MAX_SIZE = 4 * 1024 * 1024;

  private final ManifestStore manifests;
  private final BlobStore blobs;
  private final UploadStore uploads;
  private final Events events;

  ManifestHandler(ManifestStore manifests, BlobStore blobs, UploadStore uploads, Events events) {
    this.manifests = manifests;
    this.blobs = blobs;
    this.uploads = uploads;
    this.events = events;
  }

  @Override
  public void handle(Call call, String repository, String rest) throws IOException {
    // A tag cannot hold a colon, a digest must.
    Optional<Tag> tag = rest.contains(":") ? Optional.empty() : Optional.of(Names.tag(rest));
    Optional<Digest> digest = tag.isPresent() ? Optional.empty() : Optional.of(Names.digest(rest));
    switch (call.method()) {
      case "GET", "HEAD" -> send(call, repository, known(repository, tag, digest));
      case "PUT" -> put(call, repository, tag, digest);
      case "DELETE" -> delete(call, repository, tag, digest);
      default -> throw Handler.unsupported(call);
    }
  }

  private Digest known(String repository, Optional<Tag> tag, Optional<Digest> digest)
      throws IOException {
    Optional<Digest> found = tag.isPresent() ? manifests.resolve(repository, tag.get()) : digest;
    return found.orElseThrow(ManifestHandler::unknown);
  }

  private void send(Call call, String repository, Digest digest) throws IOException {
    String type = manifests.mediaType(repository, digest).orElseThrow(ManifestHandler::unknown);
    byte[] bytes = Files.readAllBytes(blobs.file(digest));
    call.with("Docker-Content-Digest", digest.value()).respond(200, type, bytes);
  }

  private void put(Call call, String repository, Optional<Tag> tag, Optional<Digest> expected)
      throws IOException {
    byte[] bytes = call.body().readNBytes(MAX_SIZE + 1);
    if (bytes.length > MAX_SIZE) {
      throw new RegistryError(413, "SIZE_INVALID", "a manifest may have " + MAX_SIZE + " bytes");
    }
    String type = call.header("Content-Type").orElse("");
    ManifestCheck.check(bytes, type, new Contents(repository));
    Path scratch = uploads.scratch(bytes);
    Digest digest = expected.isPresent() ? expected.get() : BlobStore.digestOf(scratch);
    try {
      blobs.adopt(scratch, digest);
    } finally {
      Files.deleteIfExists(scratch);
    }
    manifests.link(repository, digest, type);
    if (tag.isPresent()) {
      manifests.tag(repository, tag.get(), digest);
    }
    call.with("Location", "/v2/" + repository + "/manifests/" + digest)
        .with("Docker-Content-Digest", digest.value())
        .respond(201);
    events.manifest(call, repository, type, digest, bytes.length, tag);
  }

  private void delete(Call call, String repository, Optional<Tag> tag, Optional<Digest> digest)
      throws IOException {
    boolean gone =
        tag.isPresent()
            ? manifests.untag(repository, tag.get())
            : manifests.unlink(repository, digest.orElseThrow());
    if (!gone) {
      throw unknown();
    }
    call.respond(202);
  }

  private static RegistryError unknown() {
    return new RegistryError(404, "MANIFEST_UNKNOWN", "there is no such manifest");
  }

  private final class Contents implements ManifestCheck.Contents {
    private final String repository;

    Contents(String repository) {
      this.repository = repository;
    }

    @Override
    public boolean hasBlob(Digest digest) {
      return blobs.has(digest);
    }

    @Override
    public boolean hasManifest(Digest digest) throws IOException {
      return manifests.mediaType(repository, digest).isPresent();
    }
  }
}
