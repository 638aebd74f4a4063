package dev.tagboat.bot.signature;

import java.util.Optional;

/** The files of a config repo that hold public keys. */
@FunctionalInterface
public interface KeyFiles {
  /** No file of keys is larger. */
  int MAX_SIZE = 64 * 1024;

  /** There is none. */
  KeyFiles NONE = path -> Optional.empty();

  /**
   * What a regular file holds; empty when there is none at {@code path}.
   *
   * @param path relative to the repo's root, with {@code /}; never leads out of it
   * @throws dev.tagboat.bot.fault.UserFault when it cannot be read, or is larger than {@link
   *     #MAX_SIZE}
   */
  Optional<byte[]> find(String path);
}
