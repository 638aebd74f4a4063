package dev.tagboat.bot.forge.embedded;

import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server. Listens on 127.0.0.1 only: REST under {@code /api/v3} and GraphQL under {@code
 * /api/graphql} as GitHub Enterprise has them, git under {@code /OWNER/REPO.git}, pages for people
 * under {@code /}.
 */
public final class EmbeddedForge implements AutoCloseable {
  private static final int THREADS = 16;

  private final HttpServer server;
  private final ExecutorService executor;
  private final Assembly parts;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedForge(HttpServer server, ExecutorService executor, Assembly parts) {
    this.server = server;
    this.executor = executor;
    this.parts = parts;
  }

  /**
   * Starts it, with the repositories and pull requests that are in the directory already.
   *
   * @throws UserFault when the port is in use
   */
  public static EmbeddedForge start(ForgeConfig config) {
    // Without it every answer waits 40 ms for a delayed ACK; read once, by the server's class.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    HttpServer server = bind(config.port());
    try {
      Urls urls = new Urls("http://127.0.0.1:" + server.getAddress().getPort());
      Assembly parts = Assembly.of(config, urls);
      ExecutorService executor = Executors.newFixedThreadPool(THREADS, daemons());
      server.setExecutor(executor);
      server.createContext("/", parts.front());
      server.start();
      parts.webhooks().start();
      return new EmbeddedForge(server, executor, parts);
    } catch (IOException e) {
      server.stop(0);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      server.stop(0);
      throw e;
    }
  }

  private static HttpServer bind(int port) {
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
    } catch (BindException e) {
      throw new UserFault(
          "the embedded forge cannot listen on 127.0.0.1:"
              + port
              + ", because something else does. Choose another port, or 0 for any free one.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "forge-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Adds a repository; does nothing when it is there already.
   *
   * @return its bare git repository on disk, whose HEAD is {@code main}
   */
  public Path addRepository(String owner, String name) {
    return locked(
        () -> {
          parts.store().add(owner, name);
          return parts.store().pathOf(owner, name);
        });
  }

  /**
   * Protects a branch: no direct pushes, and no merge before these statuses are green.
   *
   * @param mergeQueue whether pull requests are to be merged by a queue
   */
  public void protect(
      String owner, String name, String branch, List<String> contexts, boolean mergeQueue) {
    locked(
        () -> {
          known(owner, name).protect(new Protection(branch, contexts, mergeQueue));
          parts.store().save();
          return true;
        });
  }

  /** Gives a branch these rules. */
  public void protect(String owner, String name, Protection rules) {
    locked(
        () -> {
          known(owner, name).protect(rules);
          parts.store().save();
          return true;
        });
  }

  /**
   * Says what somebody may do.
   *
   * @param role {@code admin maintain write triage read}
   */
  public void collaborator(String owner, String name, String login, String role) {
    locked(
        () -> {
          known(owner, name).roles().put(login, role);
          parts.store().save();
          return true;
        });
  }

  /**
   * Comments as {@code login}.
   *
   * @return the comment's id
   */
  public long comment(String owner, String name, int number, String login, String body) {
    return locked(
        () -> {
          Comment comment =
              new Comment(parts.store().nextId(), number, login, body, parts.direct().now());
          known(owner, name).comments().add(comment);
          parts.store().save();
          return comment.id();
        });
  }

  /** The bodies of all comments on a pull request, oldest first. */
  public List<String> comments(String owner, String name, int number) {
    return locked(() -> known(owner, name).comments(number).stream().map(Comment::body).toList());
  }

  /** How a comment was answered, as GitHub writes it, for example {@code +1}. */
  public List<String> reactions(String owner, String name, long comment) {
    return locked(
        () -> known(owner, name).reactions(comment).stream().map(React::content).toList());
  }

  /**
   * The commit statuses of a branch's newest commit, the newest of each name, each as {@code name
   * state: description}.
   */
  public List<String> statuses(String owner, String name, String branch) {
    return locked(
        () -> {
          Repo repo = known(owner, name);
          String sha = GitHistory.commit(repo.git(), "refs/heads/" + branch).name();
          return Statuses.latest(repo, sha).stream()
              .map(one -> one.context() + " " + one.state() + ": " + one.description())
              .toList();
        });
  }

  /** Has GraphQL know these fields no longer, as a server does that is older than they are. */
  public void graphQlWithout(String... fields) {
    parts.graph().without(Set.of(fields));
  }

  /** The number of the milestone that a pull request is on; empty for none. */
  public Optional<String> milestone(String owner, String name, int number) {
    return locked(() -> known(owner, name).milestone(number).map(Happening::subject));
  }

  /**
   * Every deployment with all that was said of it, newest first: {@code environment [state: …]}.
   */
  public List<String> deployments(String owner, String name) {
    return locked(
        () ->
            known(owner, name).deployments().stream()
                .map(
                    one ->
                        one.environment()
                            + " "
                            + one.statuses().stream()
                                .map(said -> said.state() + ": " + said.description())
                                .toList())
                .toList());
  }

  /** Takes a label off again, as a person may. */
  public void unlabel(String owner, String name, int number, String label) {
    locked(() -> parts.reviewer().unlabel(known(owner, name), number, label));
  }

  /** Switches auto-merge off again, as a person may. */
  public void stopAutoMerge(String owner, String name, int number) {
    locked(() -> parts.reviewer().stopAutoMerge(known(owner, name), number));
  }

  /** Edits the body, as a person may. */
  public void edit(String owner, String name, int number, String body) {
    locked(() -> parts.reviewer().edit(known(owner, name), number, body));
  }

  /**
   * Commits whole files to a branch as {@code login}, with all that follows a push: webhooks go
   * out, pull requests move. A branch that is not there starts from {@code main}.
   *
   * @param files path to content; other files stay
   * @return the new commit's id
   */
  public String commit(
      String owner,
      String name,
      String branch,
      String login,
      String message,
      Map<String, byte[]> files) {
    return locked(() -> parts.direct().commit(known(owner, name), branch, login, message, files));
  }

  /**
   * Merges as the button on the page does.
   *
   * @throws UserFault with the reason when it cannot be merged
   */
  public void merge(String owner, String name, int number) {
    locked(
        () -> {
          parts.reviewer().merge(known(owner, name), number);
          return true;
        });
  }

  /** Closes without merging, as the button on the page does. */
  public void closePullRequest(String owner, String name, int number) {
    locked(
        () -> {
          parts.reviewer().close(known(owner, name), number);
          return true;
        });
  }

  /** Opens a closed one again, as the button on the page does; its branch must be there. */
  public void reopenPullRequest(String owner, String name, int number) {
    locked(
        () -> {
          parts.reviewer().reopen(known(owner, name), number);
          return true;
        });
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T locked(Work<T> work) {
    synchronized (parts.store()) {
      try {
        return work.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Repo known(String owner, String name) {
    return parts
        .store()
        .find(owner, name)
        .orElseThrow(() -> new UserFault("the forge has no repository " + owner + "/" + name));
  }

  /** The page that lists everything. */
  public URI webUrl() {
    return URI.create(parts.urls().base() + "/");
  }

  /** What GitHub's {@code GITHUB_API_URL} would be. */
  public URI apiUrl() {
    return URI.create(parts.urls().api(""));
  }

  /** For git; without credentials in it: the user is {@code x-access-token}. */
  public URI cloneUrl(String owner, String name) {
    return URI.create(parts.urls().base() + "/" + owner + "/" + name + ".git");
  }

  public Faults faults() {
    return parts.faults();
  }

  /** The newest requests, oldest first; at most 10,000. */
  public List<RecordedRequest> requests() {
    return parts.requests().all();
  }

  public void forgetRequests() {
    parts.requests().clear();
  }

  /** Every pull request of a repository, by number. */
  public List<PullRequest> pullRequests(String owner, String name) {
    synchronized (parts.store()) {
      return parts.store().find(owner, name).stream()
          .flatMap(repo -> repo.pulls().stream().map(pull -> view(repo, pull)))
          .toList();
    }
  }

  private PullRequest view(Repo repo, Pull pull) {
    return new PullRequest(
        pull.number(),
        parts.urls().web(repo, "/pull/" + pull.number()),
        switch (pull.life().state()) {
          case OPEN -> PullRequest.State.OPEN;
          case CLOSED -> PullRequest.State.CLOSED;
          case MERGED -> PullRequest.State.MERGED;
        },
        pull.draft(),
        pull.text().title(),
        pull.text().body(),
        pull.branches().head(),
        pull.branches().headSha(),
        pull.branches().base());
  }

  /** Stops listening; what was done stays in the directory. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    server.stop(0);
    executor.shutdownNow();
    parts.webhooks().close();
    synchronized (parts.store()) {
      parts.store().close();
    }
  }
}
