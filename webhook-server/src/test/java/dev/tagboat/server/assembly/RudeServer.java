package dev.tagboat.server.assembly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What no HTTP server does: each request is treated as the first word of its image says. */
final class RudeServer implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  RudeServer() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  String host() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "rude-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try {
      String path =
          Objects.requireNonNullElse(
              new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                  .readLine(),
              "");
      String image = path.isEmpty() ? "" : path.split("/", -1)[3];
      switch (image) {
        case "silent" -> {}
        case "half-closed" -> socket.shutdownOutput();
        case "noise" -> end(socket, "\0\1\2 SSH-2.0-not-http\r\n\r\n");
        case "cut" -> end(socket, OK + "Content-Length: 1000\r\n\r\n<html>");
        case "endless" -> {
          if (path.startsWith("HEAD")) {
            end(socket, OK + "Connection: close\r\n\r\n");
          } else {
            endless(socket.getOutputStream());
          }
        }
        case "endless-headers" -> endlessHeaders(socket.getOutputStream());
        default -> socket.close();
      }
    } catch (IOException gone) {
      // The client has had enough.
    }
  }

  private static void end(Socket socket, String answer) throws IOException {
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    socket.close();
  }

  private static void endless(OutputStream out) throws IOException {
    out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    byte[] chunk = ("2000\r\n" + "x".repeat(8192) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(chunk);
    }
  }

  private static void endlessHeaders(OutputStream out) throws IOException {
    out.write(OK.getBytes(StandardCharsets.US_ASCII));
    byte[] line = ("X-More: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(line);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
