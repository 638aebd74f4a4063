package dev.tagboat.bot.registry;

import java.util.Optional;

/**
 * Remembers between runs what registries said, so that it need not be read again. To lose an entry
 * costs a request, never a right answer. Holds no credentials. Safe for many threads.
 */
public interface Memory {
  /** Remembers nothing. */
  Memory NONE =
      new Memory() {
        @Override
        public Optional<byte[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] value) {}
      };

  /** What was kept last under {@code key}; empty when there is none, or it is damaged. */
  Optional<byte[]> find(String key);

  /** Keeps it, if it can. */
  void keep(String key, byte[] value);
}
