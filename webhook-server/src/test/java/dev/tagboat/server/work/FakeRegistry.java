package dev.tagboat.server.work;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.Registry;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what it was told to say, in order; then confirms everything. */
final class FakeRegistry implements Registry {
  static final Digest DIGEST = new Digest("sha256:" + "ab".repeat(32));

  private final Map<String, Queue<Supplier<Confirmation>>> answers = new ConcurrentHashMap<>();

  synchronized void answer(String tag, Supplier<Confirmation> answer) {
    answers.computeIfAbsent(tag, t -> new ArrayDeque<>()).add(answer);
  }

  @Override
  public synchronized Confirmation confirm(ImageName image, Tag tag, @Nullable Digest claimed) {
    Queue<Supplier<Confirmation>> queue = answers.getOrDefault(tag.value(), new ArrayDeque<>());
    Supplier<Confirmation> answer = queue.size() > 1 ? queue.remove() : queue.peek();
    return answer == null ? confirmed() : answer.get();
  }

  static Confirmation confirmed() {
    return new Confirmation.Confirmed(DIGEST, "application/vnd.oci.image.index.v1+json", true, 500);
  }
}
