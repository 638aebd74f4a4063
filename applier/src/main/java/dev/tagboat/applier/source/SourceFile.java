package dev.tagboat.applier.source;

/**
 * One file of the config repo.
 *
 * @param path from the root of the repo, with slashes
 * @param bytes never changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // a file's content, made once and only read
public record SourceFile(String path, byte[] bytes) {
  /** The folder, empty for the root. */
  public String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
