package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a run and everything that it changes, counts each change, and lets one of them go
 * wrong. What is not known to be a mere question counts as a change, so that a new one cannot be
 * forgotten.
 */
final class Effects implements Interceptor {
  /** What of a repository changes nothing. */
  static final Set<String> QUESTIONS =
      Set.of("snapshot", "commitsBetween", "mergeBase", "submitted", "contains", "close");

  /** What of a forge, of the commits that it makes and of what it tells changes nothing. */
  static final Set<String> FORGE_QUESTIONS =
      Set.of(
          "find",
          "read",
          "get",
          "comments",
          "mayWrite",
          "pace",
          "standing",
          "history",
          "wasReopened",
          "between",
          "style",
          "announcer",
          "commits",
          "keepsPullRequests",
          "handover",
          "takesReviews",
          "isOurs",
          "isVerified",
          "mergeCommit");

  /** How a change goes wrong. */
  enum Trouble {
    /** It is done, and the process dies at once. */
    CRASH,
    /** It is done, and its answer is lost. */
    LOST,
    /** It is not done; the server says 500. */
    REFUSED
  }

  /** A process that dies: nobody catches this, and nothing is done after it. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1;

    Death(String effect) {
      super("died after " + effect);
    }
  }

  private final int nth;
  private final @Nullable Trouble trouble;
  private final List<String> done = new ArrayList<>();
  private final Set<String> methods = new TreeSet<>();
  private boolean dead;

  private Effects(int nth, @Nullable Trouble trouble) {
    this.nth = nth;
    this.trouble = trouble;
  }

  /** Nothing goes wrong. */
  static Effects calm() {
    return new Effects(0, null);
  }

  /** The nth change, from 1, goes wrong. */
  static Effects with(Trouble trouble, int nth) {
    return new Effects(nth, trouble);
  }

  /** What was changed, in order. */
  List<String> done() {
    return List.copyOf(done);
  }

  /**
   * The methods of repository, forge, commits and announcer that were called, by interface and
   * name.
   */
  Set<String> methods() {
    return Set.copyOf(methods);
  }

  /** All that change something: each must be shown in some scene. */
  static Set<String> all() {
    Set<String> all = new TreeSet<>();
    for (Class<?> port :
        List.of(GitRepository.class, Forge.class, Commits.class, Announcer.class)) {
      for (Method method : port.getMethods()) {
        if (!QUESTIONS.contains(method.getName()) && !FORGE_QUESTIONS.contains(method.getName())) {
          all.add(port.getSimpleName() + "." + method.getName());
        }
      }
    }
    return all;
  }

  /** The same forge, overheard. */
  Forge on(Forge forge) {
    return overheard(Forge.class, forge);
  }

  private <T> T overheard(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            Effects.class.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              methods.add(port.getSimpleName() + "." + method.getName());
              try {
                Object answer = method.invoke(real, arguments);
                return answer instanceof Optional<?> some ? some.map(this::overheard) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Object overheard(Object answer) {
    if (answer instanceof Commits commits) {
      return overheard(Commits.class, commits);
    }
    return answer instanceof Announcer announcer ? overheard(Announcer.class, announcer) : answer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    live();
    if (chain.request().method().equals("GET") || chain.request().method().equals("HEAD")) {
      return chain.proceed(chain.request());
    }
    String effect = chain.request().method() + " " + chain.request().url().encodedPath();
    if (isTrouble(effect, Trouble.REFUSED)) {
      Request instead =
          chain.request().newBuilder().method("GET", null).removeHeader("Content-Length").build();
      return chain
          .proceed(instead)
          .newBuilder()
          .code(500)
          .body(ResponseBody.create("{\"message\":\"oops\"}", MediaType.get("application/json")))
          .build();
    }
    Response response = chain.proceed(chain.request());
    if (!isNow()) {
      return response;
    }
    response.close();
    die(effect);
    throw new IOException("the answer was lost");
  }

  GitRepositories on(GitRepositories repositories) {
    return remote -> {
      live();
      GitRepository repository = repositories.open(remote);
      return (GitRepository)
          Proxy.newProxyInstance(
              Effects.class.getClassLoader(),
              new Class<?>[] {GitRepository.class},
              (proxy, method, arguments) -> call(repository, method, arguments));
    };
  }

  private @Nullable Object call(
      GitRepository repository, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      if (QUESTIONS.contains(method.getName())) {
        return method.invoke(repository, arguments);
      }
      live();
      methods.add("GitRepository." + method.getName());
      String effect = "git " + method.getName();
      if (isTrouble(effect, Trouble.REFUSED)) {
        throw new TransientFault("the git server failed");
      }
      Object answer = method.invoke(repository, arguments);
      if (isNow()) {
        die(effect);
        throw new TransientFault("the answer was lost");
      }
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private boolean isTrouble(String effect, Trouble which) {
    done.add(effect);
    return isNow() && trouble == which;
  }

  private boolean isNow() {
    return done.size() == nth;
  }

  private void live() {
    if (dead) {
      throw new Death("it was dead already");
    }
  }

  private void die(String effect) {
    if (trouble == Trouble.CRASH) {
      dead = true;
      throw new Death(effect);
    }
  }
}
