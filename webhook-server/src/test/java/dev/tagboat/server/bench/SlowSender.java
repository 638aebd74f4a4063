package dev.tagboat.server.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who holds connections by sending a byte now and then, again and again.
 *
 * @param request of which all but the last bytes are sent at once
 * @param ended how often the server had enough of it
 */
record SlowSender(int port, String request, AtomicInteger ended) implements Runnable {
  private static final long PAUSE_NANOS = 500_000_000L;
  private static final int SLOW_BYTES = 100;

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        drip(socket);
      } catch (IOException e) {
        // Refused or closed: the next one.
      }
      ended.incrementAndGet();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void drip(Socket socket) throws IOException {
    byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
    int quick = bytes.length - SLOW_BYTES;
    socket.getOutputStream().write(bytes, 0, quick);
    for (int i = quick; i < bytes.length && socket.getInputStream().available() == 0; i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      socket.getOutputStream().write(bytes[i]);
    }
  }
}
