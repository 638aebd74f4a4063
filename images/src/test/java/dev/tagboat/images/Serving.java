package dev.tagboat.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A webhook server as a process on loopback. */
final class Serving implements AutoCloseable {
  private final Process process;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Boolean> listening = new CompletableFuture<>();

  private Serving(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "log of the server");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * @throws IOException when it ends instead of listening
   */
  static Serving start(ProcessBuilder builder) throws IOException {
    Serving serving = new Serving(builder.redirectErrorStream(true).start());
    if (!serving.listening.join()) {
      throw new IOException("the server does not listen: " + serving);
    }
    return serving;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static HttpResponse<String> get(String url, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        if (line.contains("listening on")) {
          listening.complete(true);
        }
      }
    } catch (IOException e) {
      // Closing ends it so.
      log.add(e.toString());
    } finally {
      listening.complete(false);
    }
  }

  /** What it said until now. */
  @Override
  public String toString() {
    return String.join("\n", log);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
