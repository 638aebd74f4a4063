package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code /v2/<name>/blobs/<digest>}. */
final class BlobHandler implements Handler {
  private final BlobStore blobs;

  BlobHandler(BlobStore blobs) {
    this.blobs = blobs;
  }

  @Override
  public void handle(Call call, String repository, String rest) throws IOException {
    Digest digest = Names.digest(rest);
    if (!blobs.has(digest)) {
      throw new RegistryError(404, "BLOB_UNKNOWN", "there is no blob " + digest);
    }
    switch (call.method()) {
      case "GET", "HEAD" -> send(call, digest);
      case "DELETE" -> {
        blobs.delete(digest);
        call.respond(202);
      }
      default -> throw Handler.unsupported(call);
    }
  }

  private void send(Call call, Digest digest) throws IOException {
    Path file = blobs.file(digest);
    long size = Files.size(file);
    call.with("Docker-Content-Digest", digest.value()).with("Accept-Ranges", "bytes");
    ByteRange range = ByteRange.parse(call.header("Range").orElse(""), size);
    if (range.isWhole(size)) {
      call.respond(200, file, 0, size);
      return;
    }
    call.with("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + size)
        .respond(206, file, range.first(), range.last() - range.first() + 1);
  }
}
