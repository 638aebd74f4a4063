package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * {@code /v2/<name>/blobs/uploads/[<id>]}: whole or in chunks. A mount from another repository is
 * answered, as the specification allows, by an ordinary upload.
 */
final class UploadHandler implements Handler {
  private final UploadStore uploads;
  private final BlobStore blobs;
  private final Events events;

  UploadHandler(UploadStore uploads, BlobStore blobs, Events events) {
    this.uploads = uploads;
    this.blobs = blobs;
    this.events = events;
  }

  @Override
  public void handle(Call call, String repository, String rest) throws IOException {
    if (rest.isEmpty()) {
      begin(call, repository);
      return;
    }
    UploadStore.Upload upload = uploads.find(repository, rest);
    synchronized (upload) {
      switch (call.method()) {
        case "GET" -> where(call, upload).respond(204);
        case "PATCH" -> {
          append(call, upload);
          where(call, upload).respond(202);
        }
        case "PUT" -> finish(call, upload);
        case "DELETE" -> {
          uploads.end(upload);
          call.respond(204);
        }
        default -> throw Handler.unsupported(call);
      }
    }
  }

  private void begin(Call call, String repository) throws IOException {
    if (!call.method().equals("POST")) {
      throw Handler.unsupported(call);
    }
    UploadStore.Upload upload = uploads.begin(repository);
    if (call.query("digest").isPresent()) {
      finish(call, upload);
    } else {
      where(call, upload).respond(202);
    }
  }

  private void append(Call call, UploadStore.Upload upload) throws IOException {
    Optional<String> range = call.header("Content-Range");
    if (range.isPresent() && !range.get().startsWith(upload.size() + "-")) {
      where(call, upload);
      throw new RegistryError(416, "BLOB_UPLOAD_INVALID", "the chunk does not start at the end");
    }
    uploads.append(upload, call.body());
  }

  private void finish(Call call, UploadStore.Upload upload) throws IOException {
    Digest digest = Names.digest(call.query("digest").orElse(""));
    append(call, upload);
    long size = upload.size();
    try {
      blobs.adopt(upload.file(), digest);
    } finally {
      uploads.end(upload);
    }
    call.with("Location", "/v2/" + upload.repository() + "/blobs/" + digest)
        .with("Docker-Content-Digest", digest.value())
        .respond(201);
    events.blob(call, upload.repository(), digest, size);
  }

  // "0-0" for nothing is what clients expect, though it reads like one byte.
  private static Call where(Call call, UploadStore.Upload upload) throws IOException {
    return call.with("Location", "/v2/" + upload.repository() + "/blobs/uploads/" + upload.id())
        .with("Range", "0-" + Math.max(0, Files.size(upload.file()) - 1))
        .with("Docker-Upload-UUID", upload.id());
  }
}
