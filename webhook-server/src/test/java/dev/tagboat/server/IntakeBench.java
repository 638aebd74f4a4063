package dev.tagboat.server;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.http.Backend;
import dev.tagboat.server.http.ForgeListener;
import dev.tagboat.server.http.HttpServer;
import dev.tagboat.server.http.Limits;
import dev.tagboat.server.http.PageStore;
import dev.tagboat.server.http.Reports;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * How fast events are taken in durably: distinct tags in notifications of CNCF Distribution, one
 * event a request, over keep-alive connections. First at the rate that is asked for, where a
 * latency counts from the moment the event was due, so that a client that is held up hides nothing;
 * then as fast as each client gets its answers. The clients run in the same process and take their
 * share of the processors.
 *
 * <p>Arguments: folder for SQLite (on the disk to be measured), seconds, clients, events a second.
 */
public final class IntakeBench {
  private static final int WARM_UP_SECONDS = 5;
  private static final String SECRET = "the-secret-of-the-benchmark";

  private IntakeBench() {}

  private record Sample(long nanos, boolean accepted) {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int seconds = Integer.parseInt(args[1]);
    int clients = Integer.parseInt(args[2]);
    int rate = Integer.parseInt(args[3]);
    System.out.printf(
        "%-11s %8s %8s %9s %8s %8s %8s %9s %9s%n",
        "database",
        "clients",
        "rate",
        "events/s",
        "p50 ms",
        "p99 ms",
        "max ms",
        "accepted",
        "stored");
    Path fresh = Files.createTempDirectory(folder, "intake");
    run("sqlite", TestDatabase.sqlite(fresh), seconds, clients, rate);
    run("postgresql", TestDatabase.postgres(), seconds, clients, rate);
  }

  private static void run(String name, DatabaseConfig store, int seconds, int clients, int rate)
      throws Exception {
    Clock clock = Clock.systemUTC();
    try (Database database = Database.open(store);
        GroupCommit intake = new GroupCommit(database, clock);
        HttpServer server =
            HttpServer.start(config(store), backend(database, intake), Limits.standard(), clock)) {
      drive(server.port(), WARM_UP_SECONDS, clients, 0, "warm");
      for (int each : new int[] {rate, 0}) {
        long before = stored(database);
        long start = System.nanoTime();
        List<Sample> samples = drive(server.port(), seconds, clients, each, "run" + each);
        double elapsed = (System.nanoTime() - start) / 1e9;
        print(name, clients, each, samples, elapsed, stored(database) - before);
      }
    }
  }

  private static long stored(Database database) {
    return new Views(database).counts().getOrDefault(PushState.RECEIVED, 0L);
  }

  private static ServerConfig config(DatabaseConfig store) {
    Hook hook =
        new Hook(
            "main",
            HookType.DISTRIBUTION,
            AuthKind.BEARER,
            List.of(Secret.of(SECRET)),
            "registry.acme.io",
            List.of());
    return new ServerConfig(
        new Listen("127.0.0.1", 0),
        store,
        List.of(hook),
        List.of(),
        List.of(),
        null,
        Path.of("unused"));
  }

  private static Backend backend(Database database, GroupCommit intake) {
    ForgeListener nobody =
        new ForgeListener() {
          @Override
          public void pullRequestChanged(Repository repository, int number) {}

          @Override
          public void pushed(Repository repository, String branch) {}
        };
    return new Backend(
        intake,
        new Views(database),
        new Retries(database, Clock.systemUTC()),
        new Reports(new ClusterReports(database, Clock.systemUTC()), cluster -> {}),
        PageStore.of(database, Clock.systemUTC()),
        nobody,
        List.of(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /**
   * @param rate events a second of all clients together; 0 for as fast as they can
   */
  private static List<Sample> drive(int port, int seconds, int clients, int rate, String run)
      throws Exception {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    long pause = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(clients) / rate;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<List<Sample>>> results = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      String prefix = run + "-" + i + "-";
      long first = start + pause * i / clients;
      results.add(threads.submit(() -> client(port, prefix, first, pause, end)));
    }
    List<Sample> samples = new ArrayList<>();
    for (Future<List<Sample>> result : results) {
      samples.addAll(result.get());
    }
    threads.shutdown();
    return samples;
  }

  private static List<Sample> client(int port, String prefix, long first, long pause, long end)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; System.nanoTime() < end; i++) {
        byte[] request = request(prefix + i, i);
        long start = pause == 0 ? System.nanoTime() : first + i * pause;
        LockSupport.parkNanos(start - System.nanoTime());
        out.write(request);
        boolean accepted = answer(in);
        samples.add(new Sample(System.nanoTime() - start, accepted));
      }
    }
    return samples;
  }

  // Shaped like the notification that registry 3.0 sends for a pushed index.
  private static byte[] request(String tag, int number) {
    String body =
        """
        {"events":[{"id":"6bd8781f-8f05-4692-ab91-8b6e5ea3a812",
        "timestamp":"2026-11-23T11:53:57.838407386Z","action":"push","target":{
        "mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:%064x",
        "size":1223,"length":1223,"repository":"shop/api",
        "url":"http://127.0.0.1:5300/v2/shop/api/manifests/sha256:%064x","tag":"%s"},
        "request":{"id":"8334ec0e-b6ec-46b8-8093-d642a707bf8c","addr":"127.0.0.1:47924",
        "host":"127.0.0.1:5300","method":"PUT","useragent":"docker/27.3.1 go/go1.22.7"},
        "actor":{"name":"ci-bot"},
        "source":{"addr":"vm:5300","instanceID":"b9604f8e-b369-4d0d-94b1-bdf6829654d2"}}]}
        """
            .formatted(number, number, tag);
    return """
        POST /hooks/main HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/vnd.docker.distribution.events.v2+json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(SECRET, body.length(), body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean answer(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return status.contains(" 202 ") && body.contains("\"accepted\":1");
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

  private static long accepted(List<Sample> samples) {
    return samples.stream().filter(Sample::accepted).count();
  }

  private static void print(
      String name, int clients, int rate, List<Sample> samples, double seconds, long stored) {
    long[] sorted = samples.stream().mapToLong(Sample::nanos).sorted().toArray();
    System.out.printf(
        "%-11s %8d %8s %9.0f %8.1f %8.1f %8.1f %9d %9d%n",
        name,
        clients,
        rate == 0 ? "most" : Integer.toString(rate),
        sorted.length / seconds,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        LongStream.of(sorted).max().orElse(0) / 1e6,
        accepted(samples),
        stored);
  }
}
