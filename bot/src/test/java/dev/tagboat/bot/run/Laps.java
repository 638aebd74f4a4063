package dev.tagboat.bot.run;

import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.git.Snapshot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Notes how long things take, calls of ports by the name of the method. */
final class Laps {
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  /** The same object, timed; what it opens is timed too. */
  <T> T timed(Class<T> port, T target) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              long start = System.nanoTime();
              try {
                Object result = method.invoke(target, arguments);
                note(port.getSimpleName() + "." + method.getName(), System.nanoTime() - start);
                return method.getReturnType().isInstance(result) ? inner(result) : result;
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNullElse(e.getCause(), e);
              }
            });
    return port.cast(proxy);
  }

  private Object inner(Object result) {
    if (result instanceof GitRepository repository) {
      return timed(GitRepository.class, repository);
    }
    return result instanceof Snapshot snapshot ? timed(Snapshot.class, snapshot) : result;
  }

  synchronized void note(String call, long nanos) {
    millis.computeIfAbsent(call, key -> new ArrayList<>()).add(nanos / 1e6);
  }

  void clear() {
    millis.clear();
  }

  /** One line for each call: how often, the median, and the longest. */
  void print(int runs) {
    millis.forEach(
        (call, times) ->
            System.out.printf(
                "  %-28s %4.1f x, p50 %6.1f ms, longest %6.1f ms%n",
                call,
                (double) times.size() / runs,
                Series.percentile(times, 50),
                Series.percentile(times, 100)));
  }
}
