package dev.tagboat.bot.git;

import java.io.IOException;

/** Talks with the git server, one connection for each conversation. */
final class Exchange {
  private final GitRemote remote;
  private final GitSettings settings;
  private final Mended mirror;

  Exchange(GitRemote remote, GitSettings settings, Mended mirror) {
    this.remote = remote;
    this.settings = settings;
    this.mirror = mirror;
  }

  /** What is said over one connection. */
  interface Conversation<T> {
    T over(Connection connection) throws IOException;
  }

  /** The sentence of a failure starts with {@code doing}. */
  <T> T remotely(String doing, Conversation<T> conversation) {
    try (Connection connection = open()) {
      try {
        return conversation.over(connection);
      } catch (IOException e) {
        throw GitFaults.isDiskFull(e)
            ? GitFaults.local(doing, mirror.directory(), e)
            : GitFaults.remote(doing, connection, e);
      }
    } catch (IOException e) {
      throw GitFaults.local(doing, mirror.directory(), e);
    }
  }

  /** One more connection, for who handles its failures. */
  Connection open() throws IOException {
    return Connection.open(mirror.repository(), remote, settings);
  }

  /** Where the server is, for sentences. */
  String place() {
    return remote.url().toString();
  }
}
