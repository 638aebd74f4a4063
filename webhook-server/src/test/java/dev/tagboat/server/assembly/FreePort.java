package dev.tagboat.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port that was free a moment ago, for servers that must know each other's before they start. */
final class FreePort {
  private FreePort() {}

  /**
   * One that stays free while nobody listens on it: below those that Linux (ip_local_port_range)
   * and macOS give to outgoing connections.
   */
  static int lasting() {
    for (int attempt = 0; attempt < 200; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // In use: another one.
      }
    }
    throw new IllegalStateException("no free port between 10000 and 30000");
  }

  static int next() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
