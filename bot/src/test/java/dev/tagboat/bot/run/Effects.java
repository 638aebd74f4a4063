package dev.tagboat.bot.run;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> QUESTIONS =
      Set.of("snapshot", "commitsBetween", "mergeBase", "submitted", "close");

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
