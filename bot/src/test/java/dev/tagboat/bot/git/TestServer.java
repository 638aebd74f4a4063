package dev.tagboat.bot.git;

import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.git.serve.GitHost;
import dev.tagboat.bot.git.serve.GitHttpHandler;
import dev.tagboat.bot.git.serve.RefChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** {@code git.serve} over a directory of bare repositories, with one user and knobs for faults. */
final class TestServer implements GitHost, AutoCloseable {
  static final String USER = "x-access-token";
  static final String PASSWORD = "s3cr3t-T0ken";

  final List<RefChange> changes = new CopyOnWriteArrayList<>();
  final List<String> options = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final Map<String, Integer> answers = new ConcurrentHashMap<>();
  volatile @Nullable String refusal;
  volatile Runnable beforeWrite = () -> {};

  /** Run at each push after its client was told where the branches are, before it is looked at. */
  volatile Runnable beforePush = () -> {};

  volatile boolean hangUpAfterPush;

  private final Path root;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  TestServer(Path root) throws IOException {
    this.root = root;
    TestGit.settle(Files.createDirectories(root));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GitHttpHandler handler = new GitHttpHandler(this);
    server.createContext(
        "/git",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(exchange.getRequestMethod() + " " + path);
          for (Map.Entry<String, Integer> answer : answers.entrySet()) {
            if (path.endsWith(answer.getKey())) {
              exchange.getResponseHeaders().set("Location", "http://localhost:1" + path);
              exchange.sendResponseHeaders(answer.getValue(), -1);
              exchange.close();
              return;
            }
          }
          if (path.endsWith("/git-receive-pack")) {
            beforePush.run();
          }
          handler.handle(exchange);
        });
    server.setExecutor(threads);
    server.start();
  }

  Path create(String path) throws IOException {
    Path directory = root.resolve(path + ".git");
    Files.createDirectories(directory);
    TestGit.run(directory, "init", "-q", "--bare");
    return directory;
  }

  URI url(String path) {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/git/" + path + ".git");
  }

  String urlWithPassword(String path) {
    return url(path).toString().replace("http://", "http://" + USER + ":" + PASSWORD + "@");
  }

  @Override
  public Access access(String path, @Nullable String authorization) {
    String login = USER + ":" + PASSWORD;
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    if (authorization == null) {
      return path.startsWith("public/") ? Access.READ : Access.DENIED;
    }
    return authorization.equals("Basic " + basic)
        ? path.startsWith("readonly/") ? Access.READ : Access.WRITE
        : Access.DENIED;
  }

  @Override
  public Optional<Repository> open(String path) throws IOException {
    Path directory = root.resolve(path + ".git");
    return Files.isDirectory(directory)
        ? Optional.of(
            new FileRepositoryBuilder().setGitDir(directory.toFile()).setMustExist(true).build())
        : Optional.empty();
  }

  @Override
  public Optional<String> refusal(
      String path, Repository repository, RefChange change, List<String> pushOptions) {
    beforeWrite.run();
    return Optional.ofNullable(refusal);
  }

  @Override
  public void received(String path, List<RefChange> received, List<String> pushOptions) {
    changes.addAll(received);
    options.addAll(pushOptions);
    if (hangUpAfterPush) {
      throw new IllegalStateException("hangs up as asked, after the push was done");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
