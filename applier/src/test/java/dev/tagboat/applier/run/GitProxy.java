package dev.tagboat.applier.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A repo over git's smart HTTP (protocol version 0), in good moods and bad ones. */
final class GitProxy implements AutoCloseable {
  /** How it answers. */
  enum Mood {
    GOOD,
    /** The connection ends at once. */
    GONE,
    BROKEN,
    /** Says where the branch is, and then nothing. */
    SILENT,
    /** A few bytes, and then nothing more. */
    TRICKLE,
    /** The connection ends before the first byte of the pack. */
    CUT_AT_ONCE,
    CUT_IN_THE_PACK,
    CUT_AT_THE_END,
    /** All is there, but one byte is another. */
    DAMAGED
  }

  private final HttpServer server;
  private final Path repo;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Mood mood = Mood.GOOD;

  private GitProxy(HttpServer server, Path repo) {
    this.server = server;
    this.repo = repo;
  }

  static GitProxy before(Path repo) throws IOException {
    GitProxy proxy =
        new GitProxy(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), repo);
    proxy.server.createContext("/", proxy::answer);
    proxy.server.setExecutor(proxy.threads);
    proxy.server.start();
    return proxy;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/config.git";
  }

  void mood(Mood next) {
    mood = next;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean refs = exchange.getRequestURI().getPath().endsWith("/info/refs");
      byte[] wants = wants(exchange);
      if (mood == Mood.BROKEN) {
        exchange.sendResponseHeaders(502, -1);
      } else if (mood == Mood.SILENT && !refs) {
        hang();
      } else if (mood != Mood.GONE) {
        String type = refs ? "advertisement" : "result";
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-" + type);
        send(exchange, refs ? refs() : pack(wants), refs ? Mood.GOOD : mood);
      }
    }
  }

  private static byte[] wants(HttpExchange exchange) throws IOException {
    String packed = exchange.getRequestHeaders().getFirst("Content-Encoding");
    InputStream in = exchange.getRequestBody();
    return (packed == null ? in : new GZIPInputStream(in)).readAllBytes();
  }

  private void send(HttpExchange exchange, byte[] whole, Mood how) throws IOException {
    int length =
        switch (how) {
          case CUT_AT_ONCE -> 0;
          case TRICKLE, CUT_IN_THE_PACK -> whole.length / 2;
          case CUT_AT_THE_END -> whole.length - 12;
          default -> whole.length;
        };
    if (how == Mood.DAMAGED) {
      whole[whole.length * 2 / 3] ^= 0x55;
    }
    exchange.sendResponseHeaders(200, whole.length);
    OutputStream out = exchange.getResponseBody();
    out.write(whole, 0, length);
    out.flush();
    if (how == Mood.TRICKLE) {
      hang();
    }
  }

  private void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] refs() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Repository repository = open()) {
      out.write("001e# service=git-upload-pack\n0000".getBytes(UTF_8));
      UploadPack serving = new UploadPack(repository);
      serving.setBiDirectionalPipe(false);
      PacketLineOut lines = new PacketLineOut(out);
      serving.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    }
    return out.toByteArray();
  }

  private byte[] pack(byte[] wants) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Repository repository = open()) {
      UploadPack serving = new UploadPack(repository);
      serving.setBiDirectionalPipe(false);
      serving.upload(new ByteArrayInputStream(wants), out, null);
    }
    return out.toByteArray();
  }

  private Repository open() throws IOException {
    return new FileRepositoryBuilder().setGitDir(repo.toFile()).setBare().build();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
