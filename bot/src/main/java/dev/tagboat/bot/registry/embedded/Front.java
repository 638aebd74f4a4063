package dev.tagboat.bot.registry.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the HTTP server and turns TLS away at once. Every client tries HTTPS first; the
 * JDK's server would wait for the end of a line in the handshake, and the client for its answer.
 */
final class Front implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final int TLS_HANDSHAKE = 0x16;
  private static final byte[] TLS_ALERT = {0x15, 3, 1, 0, 2, 2, 40}; // fatal, handshake_failure

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  /**
   * @throws IOException when the port is taken
   */
  Front(int port) throws IOException {
    // The address itself: what "loopback" means is otherwise up to the JVM's settings.
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    this.listener = new ServerSocket(port, 256, loopback);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "tagboat-registry-front");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Hands every connection on to {@code server}. */
  void start(InetSocketAddress server) {
    threads.execute(() -> accept(server));
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept(InetSocketAddress server) {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        threads.execute(() -> serve(client, server));
      } catch (IOException | RejectedExecutionException e) {
        LOG.debug(
            "Did not accept a connection", e); // gone already, or close(), which ends the loop
      }
    }
  }

  private void serve(Socket client, InetSocketAddress server) {
    try (client) {
      int first = client.getInputStream().read();
      if (first == TLS_HANDSHAKE) {
        client.getOutputStream().write(TLS_ALERT);
      } else if (first >= 0) {
        relay(client, first, server);
      }
    } catch (IOException | ExecutionException | RejectedExecutionException e) {
      LOG.debug("A connection ended early", e); // one side hung up, or close()
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void relay(Socket client, int first, InetSocketAddress server)
      throws IOException, ExecutionException, InterruptedException {
    try (Socket behind = new Socket()) {
      open.add(behind);
      behind.connect(server);
      client.setTcpNoDelay(true);
      behind.setTcpNoDelay(true);
      behind.getOutputStream().write(first);
      Future<?> answers = threads.submit(() -> answer(behind, client));
      client.getInputStream().transferTo(behind.getOutputStream());
      behind.shutdownOutput();
      answers.get();
      open.remove(behind);
    }
  }

  private static @Nullable Void answer(Socket behind, Socket client) throws IOException {
    try (client) {
      behind.getInputStream().transferTo(client.getOutputStream());
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
