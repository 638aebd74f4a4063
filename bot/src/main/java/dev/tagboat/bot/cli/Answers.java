package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.OciRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the registries said so far. All registries are asked side by side, but no one of them is
 * asked more than a few questions at a time.
 */
final class Answers implements AutoCloseable {
  private static final int PER_REGISTRY = 4;
  private static final int TOGETHER = 32;

  private final OciRegistry registry;
  private final Consumer<String> progress;
  private final Map<Question<?>, Object> given = new HashMap<>();
  private final Map<Question<?>, String> failed = new LinkedHashMap<>();
  private final Map<String, ExecutorService> workers = new HashMap<>();
  private final Semaphore together = new Semaphore(TOGETHER);

  Answers(OciRegistry registry, Consumer<String> progress) {
    this.registry = registry;
    this.progress = progress;
  }

  /** Asks these questions, and waits until each is answered or has failed. */
  void ask(Collection<? extends Question<?>> questions) {
    Map<Question<?>, Future<Object>> asked = new LinkedHashMap<>();
    for (Question<?> question : questions) {
      asked.put(question, worker(question).submit(limited(question)));
    }
    int done = 0;
    @Nullable ImageName said = null;
    for (Map.Entry<Question<?>, Future<Object>> one : asked.entrySet()) {
      done++;
      ImageName image = one.getKey().image();
      if (!image.equals(said)) {
        progress.accept("asking for " + image + " (" + done + " of " + asked.size() + ")");
        said = image;
      }
      take(one.getKey(), one.getValue());
    }
  }

  /** Empty when it was not asked, or has no answer. */
  @SuppressWarnings("unchecked") // put there by the question itself, whose type says what it is
  <T> Optional<T> to(Question<T> question) {
    return Optional.ofNullable((T) given.get(question));
  }

  /** Why it has no answer; empty when it was not asked, or has one. */
  Optional<String> failure(Question<?> question) {
    return Optional.ofNullable(failed.get(question));
  }

  /** Why questions have no answer: one sentence for each image and kind of question. */
  List<String> failures() {
    record Kind(ImageName image, Class<?> question) {}
    Map<Kind, List<String>> kinds = new LinkedHashMap<>();
    failed.forEach(
        (question, sentence) ->
            kinds
                .computeIfAbsent(
                    new Kind(question.image(), question.getClass()), k -> new ArrayList<>())
                .add(sentence));
    return kinds.values().stream()
        .map(
            all ->
                all.get(0) + (all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more such)"))
        .distinct()
        .toList();
  }

  private ExecutorService worker(Question<?> question) {
    return workers.computeIfAbsent(
        question.image().registry(), host -> Executors.newFixedThreadPool(PER_REGISTRY));
  }

  private Callable<Object> limited(Question<?> question) {
    return () -> {
      together.acquire();
      try {
        return question.ask(registry);
      } finally {
        together.release();
      }
    };
  }

  private void take(Question<?> question, Future<Object> answer) {
    try {
      given.put(question, answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        failed.put(question, String.valueOf(fault.getMessage()));
      } else {
        throw new IllegalStateException("asking for " + question.image(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts a command", e);
    }
  }

  @Override
  public void close() {
    workers.values().forEach(ExecutorService::shutdownNow);
  }
}
