package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.ImageName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Questions about images, asked a few at a time.
 *
 * @param failed why a question has no answer, one sentence each
 */
record Answers<T>(Map<ImageName, T> given, Map<ImageName, String> failed) {
  private static final int AT_ONCE = 4;

  static <T> Answers<T> of(Map<ImageName, Callable<T>> questions, Consumer<String> progress) {
    Answers<T> answers = new Answers<>(new LinkedHashMap<>(), new LinkedHashMap<>());
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<ImageName, Future<T>> asked = new LinkedHashMap<>();
      questions.forEach((image, question) -> asked.put(image, workers.submit(question)));
      for (Map.Entry<ImageName, Future<T>> one : asked.entrySet()) {
        progress.accept("asking for " + one.getKey());
        answers.take(one.getKey(), one.getValue());
      }
    } finally {
      workers.shutdownNow();
    }
    return answers;
  }

  private void take(ImageName image, Future<T> answer) {
    try {
      given.put(image, answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        failed.put(image, String.valueOf(fault.getMessage()));
      } else {
        throw new IllegalStateException("asking for " + image, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts a command", e);
    }
  }
}
