package dev.tagboat.bot.registry.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads under way. They do not survive a restart: clients begin again. */
final class UploadStore {
  private static final int MAX_OPEN = 1000;

  private final Path directory;
  private final long maxSize;
  private final Map<String, Upload> open = new ConcurrentHashMap<>();

  UploadStore(Path root, long maxSize) throws IOException {
    this.directory = Files.createDirectories(root.resolve("uploads"));
    this.maxSize = maxSize;
    Trees.clear(directory);
  }

  /** One upload; its monitor serialises the chunks. */
  record Upload(String id, String repository, Path file) {
    long size() throws IOException {
      return Files.size(file);
    }
  }

  Upload begin(String repository) throws IOException {
    if (open.size() >= MAX_OPEN) {
      throw new RegistryError(429, "TOOMANYREQUESTS", "too many uploads are under way");
    }
    Upload upload = create(repository);
    open.put(upload.id(), upload);
    return upload;
  }

  Upload find(String repository, String id) {
    Upload upload = open.get(id);
    if (upload == null || !upload.repository().equals(repository)) {
      throw new RegistryError(404, "BLOB_UPLOAD_UNKNOWN", "no such upload is under way");
    }
    return upload;
  }

  /** Adds to the upload's end; one that grows too large is given up. */
  void append(Upload upload, InputStream in) throws IOException {
    long size = upload.size();
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(upload.file(), StandardOpenOption.APPEND)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (size > maxSize) {
          end(upload);
          throw new RegistryError(413, "SIZE_INVALID", "a blob may have " + maxSize + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  void end(Upload upload) throws IOException {
    open.remove(upload.id());
    Files.deleteIfExists(upload.file());
  }

  /** A file of its own to write something whole into before it is moved to its place. */
  Path scratch(byte[] content) throws IOException {
    return Files.write(create("").file(), content);
  }

  private Upload create(String repository) throws IOException {
    String id = UUID.randomUUID().toString();
    return new Upload(id, repository, Files.createFile(directory.resolve(id)));
  }
}
