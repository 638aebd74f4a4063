package dev.tagboat.bot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registries that answer only when each is asked four questions at the same time. */
class CheckSideBySideTest {
  private static final int EACH = 4;

  @TempDir Path dir;

  private final CyclicBarrier all = new CyclicBarrier(2 * EACH);

  @Test
  void registriesAreAskedSideBySideAndNoneMoreThanFourTimesAtOnce() throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Meeting one = new Meeting(threads);
        Meeting two = new Meeting(threads)) {
      ConfigRepoDir repo = new ConfigRepoDir(dir);
      for (int i = 0; i < 3 * EACH; i++) {
        String image = "image: %s/acme/app" + i + ":1.0\n";
        repo.with("one" + i + "/values.yaml", image.formatted(one.host()));
        repo.with("two" + i + "/values.yaml", image.formatted(two.host()));
      }

      Cli run =
          Cli.run(
              "check",
              repo.dir(),
              "--no-cache",
              "--registry",
              one.host(),
              "--registry",
              two.host());

      assertThat(run.err()).isEmpty();
      assertThat(run.out().lines().filter(line -> line.contains("1.1 is newer"))).hasSize(24);
      assertThat(one.most.get()).isEqualTo(EACH);
      assertThat(two.most.get()).isEqualTo(EACH);
    } finally {
      threads.shutdownNow();
    }
  }

  private final class Meeting implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Meeting(ExecutorService threads) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
    }

    String host() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try (exchange) {
        all.await(30, TimeUnit.SECONDS);
        byte[] body = "{\"tags\":[\"1.0\",\"1.1\"]}".getBytes(UTF_8);
        now.decrementAndGet();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IOException("not all came", e);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
