package dev.tagboat.server.bench;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The built server under rough load: new events, a tenth of all requests with a bad signature, a
 * tenth sent again, connections held by slow senders; killed (SIGKILL) and started again while all
 * of them go on. Then it is counted, in the database and in the config repo, whether anything that
 * was accepted is missing and whether anything was done twice.
 *
 * <p>Arguments: folder, seconds before and after the kill, senders, events a second, slow senders.
 */
public final class RoughBench {
  static final String FORGE_TOKEN = ConfigRepoFixture.TOKEN;
  private static final int ROUTED = 5;

  private final Path folder;
  private final int seconds;
  private final int senders;
  private final int rate;
  private final int slow;

  private RoughBench(String[] args) throws IOException {
    folder = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
    seconds = Integer.parseInt(args[1]);
    senders = Integer.parseInt(args[2]);
    rate = Integer.parseInt(args[3]);
    slow = Integer.parseInt(args[4]);
  }

  public static void main(String[] args) throws Exception {
    RoughBench bench = new RoughBench(args);
    boolean good = true;
    for (String name : List.of("sqlite", "postgresql")) {
      if (args.length < 6 || args[5].equals(name)) {
        good &= bench.run(name);
      }
    }
    System.exit(good ? 0 : 1);
  }

  private boolean run(String name) throws Exception {
    Path fresh = Files.createTempDirectory(folder, "rough-" + name);
    DatabaseConfig store =
        name.equals("sqlite") ? TestDatabase.sqlite(fresh) : TestDatabase.postgres();
    int port = freePort();
    try (AnyTagRegistry registry = new AnyTagRegistry();
        ConfigRepoFixture repo = ConfigRepoFixture.start(fresh)) {
      repo.commit("main", manifests(registry.host()));
      Ledger ledger = new Ledger();
      Requests requests = new Requests(registry.host(), registry.digest());
      Audit audit = new Audit(store);
      try (ServerUnderLoad server =
          ServerUnderLoad.start(fresh, port, store, registry.host(), repo.cloneUrl().toString())) {
        load(name, server, port, requests, ledger);
        drain(audit);
        System.out.printf("  memory of the server, most: %d MiB%n", server.peakMemory());
      }
      return verdict(ledger, audit, repo);
    }
  }

  private void load(String name, ServerUnderLoad server, int port, Requests requests, Ledger ledger)
      throws Exception {
    AtomicInteger ended = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(senders + slow);
    List<Future<?>> dripping = new ArrayList<>();
    for (int i = 0; i < slow; i++) {
      byte[] request =
          i % 2 == 0
              ? requests.signed("load/slow-" + i, "1", i, true)
              : requests.bearer("load/slow-" + i, "1", i, true);
      dripping.add(
          threads.submit(new SlowSender(port, new String(request, StandardCharsets.UTF_8), ended)));
    }
    long warm = TimeUnit.SECONDS.toNanos(5);
    long span = TimeUnit.SECONDS.toNanos(seconds);
    long start = System.nanoTime();
    long end = start + warm + 2 * span;
    long pause = TimeUnit.SECONDS.toNanos(senders) / rate;
    List<Future<?>> sending = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      long first = start + pause * i / senders;
      sending.add(threads.submit(new Sender(i, port, requests, ledger, first, pause, end, ROUTED)));
    }
    LockSupport.parkNanos(start + warm + span - System.nanoTime());
    long memory = server.peakMemory();
    long killed = System.nanoTime();
    long down = server.killAndRestart();
    for (Future<?> sender : sending) {
      sender.get();
    }
    double caughtUp = (System.nanoTime() - end) / 1e9;
    dripping.forEach(future -> future.cancel(true));
    threads.shutdown();
    print(name, ledger.latencies(start + warm, killed), memory);
    System.out.printf(
        "  killed and ready again after %.1f s; the senders had caught up %.1f s after their last"
            + " event was due%n",
        down / 1e9, caughtUp);
    System.out.printf(
        "  forged, answered with 401: %d; duplicates: %d; answered with 503 and sent again: %d;"
            + " broken by the kill and sent again: %d; slow senders cut off or done: %d%n",
        ledger.refused.get(),
        ledger.duplicates.get(),
        ledger.busy.get(),
        ledger.broken.get(),
        ended.get());
  }

  private void print(String name, long[] sorted, long memory) {
    System.out.printf("%s: %d senders at %d events/s, %d slow ones%n", name, senders, rate, slow);
    System.out.printf(
        "  before the kill: %.0f events/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms, memory %d MiB%n",
        sorted.length / (double) seconds,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        memory);
  }

  private static void drain(Audit audit) throws SQLException {
    long start = System.nanoTime();
    long before = audit.waiting();
    while (audit.waiting() > 0) {
      if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(20)) {
        throw new IllegalStateException(audit.waiting() + " pushes are not worked off");
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    double took = (System.nanoTime() - start) / 1e9;
    System.out.printf("  %d pushes were left to confirm; worked off in %.0f s%n", before, took);
  }

  private static boolean verdict(Ledger ledger, Audit audit, ConfigRepoFixture repo)
      throws SQLException, IOException {
    Set<String> missing = new HashSet<>(ledger.accepted);
    missing.removeAll(audit.tags());
    Set<String> branches = new HashSet<>();
    int commits = 0;
    for (PullRequest pullRequest : repo.pullRequests()) {
      branches.add(pullRequest.head());
      commits += repo.commitsOn(pullRequest.head()).size();
    }
    System.out.printf(
        "  accepted %d, stored %d, missing %d, stored twice %d, done twice %d; pull requests %d on"
            + " %d branches with %d commits, for %d images%n",
        ledger.accepted.size(),
        audit.stored(),
        missing.size(),
        audit.twiceStored(),
        audit.twiceDone(),
        repo.pullRequests().size(),
        branches.size(),
        commits,
        ROUTED);
    ledger.firstWrong().forEach(sentence -> System.out.println("  WRONG: " + sentence));
    return missing.isEmpty()
        && audit.twiceStored() == 0
        && audit.twiceDone() == 0
        && ledger.wrong.isEmpty()
        && branches.size() == ROUTED
        && repo.pullRequests().size() == ROUTED
        && commits == ROUTED;
  }

  private static Map<String, String> manifests(String host) {
    Map<String, String> files = new HashMap<>();
    for (int image = 0; image < ROUTED; image++) {
      files.put(
          "apps/app-" + image + ".yaml",
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: app}
          spec:
            containers:
              - {name: app, image: "%s/acme/app-%d:1.0.0"}
          """
              .formatted(host, image));
    }
    return files;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
