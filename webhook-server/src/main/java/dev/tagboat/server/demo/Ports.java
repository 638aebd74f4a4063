package dev.tagboat.server.demo;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The three ports of the demo, on loopback. */
record Ports(int server, int forge, int registry) {
  private static final int LAST = 65_535;

  /**
   * @param first the server's; the others follow it. 0 takes any free ones
   * @throws UserFault when there are no such ports
   * @throws DemoFailure when one is in use
   */
  static Ports from(int first) {
    if (first < 0 || first > LAST - 2) {
      throw new UserFault(
          "--port must be 0 (any free ports) or 1 to "
              + (LAST - 2)
              + ", because the two ports after it are taken too, not "
              + first
              + ".");
    }
    if (first == 0) {
      return anyFree();
    }
    for (int port = first; port < first + 3; port++) {
      if (!isFree(port)) {
        throw new DemoFailure(
            "Port "
                + port
                + " on 127.0.0.1 is in use. The demo needs three ports in a row, from "
                + first
                + " on; choose others with --port N, or any free ones with --port 0.");
      }
    }
    return new Ports(first, first + 1, first + 2);
  }

  private static Ports anyFree() {
    try (ServerSocket one = open(0);
        ServerSocket two = open(0);
        ServerSocket three = open(0)) {
      return new Ports(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
    } catch (IOException e) {
      throw new DemoFailure("There is no free port on 127.0.0.1: " + e.getMessage());
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = open(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket open(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    return socket;
  }
}
