package dev.tagboat.server.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One sender's connection, kept alive as senders do. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;
  private @Nullable Socket socket;

  Wire(int port) {
    this.port = port;
  }

  record Answer(int status, String body) {}

  /**
   * @throws IOException when the connection ends before the answer does
   */
  Answer exchange(byte[] request) throws IOException {
    Socket open = socket == null ? connect() : socket;
    socket = open;
    try {
      OutputStream out = open.getOutputStream();
      out.write(request);
      return answer(new BufferedInputStream(open.getInputStream()));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket connect() throws IOException {
    Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(PATIENCE_MILLIS);
    return fresh;
  }

  private Answer answer(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    boolean last = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      }
      last |= lower.equals("connection: close");
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (last) {
      close();
    }
    return new Answer(Integer.parseInt(status.substring(9, 12)), body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is of no use any more, either way.
    }
    socket = null;
  }
}
