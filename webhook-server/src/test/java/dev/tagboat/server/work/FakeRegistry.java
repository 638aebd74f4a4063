package dev.tagboat.server.work;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.Registry;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    asked.incrementAndGet();
    Queue<Supplier<Confirmation>> queue = answers.getOrDefault(tag.value(), new ArrayDeque<>());
    Supplier<Confirmation> answer = queue.size() > 1 ? queue.remove() : queue.peek();
    return answer == null ? confirmed() : answer.get();
  }

  /** What is said of each image, in order; after that, nothing is known. */
  final Queue<Supplier<ImageEvidence>> shown = new ConcurrentLinkedQueue<>();

  final Map<Tag, Digest> tags = new ConcurrentHashMap<>();

  /** Tags that are gone when they are asked for. */
  final Set<Tag> listedOnly = ConcurrentHashMap.newKeySet();

  /** What listing tags meets, in order. */
  final Queue<Fault> listing = new ConcurrentLinkedQueue<>();

  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger digests = new AtomicInteger();
  final AtomicInteger lists = new AtomicInteger();

  @Override
  public ImageEvidence evidence(ImageName image, Digest digest) {
    Supplier<ImageEvidence> next = shown.poll();
    return next == null ? new ImageEvidence.Missing("the fake knows nothing") : next.get();
  }

  @Override
  public Optional<Digest> digest(ImageName image, Tag tag) {
    digests.incrementAndGet();
    return Optional.ofNullable(tags.get(tag));
  }

  @Override
  public List<Tag> tags(ImageName image) {
    lists.incrementAndGet();
    Fault fault = listing.poll();
    if (fault != null) {
      throw fault;
    }
    return Stream.concat(tags.keySet().stream(), listedOnly.stream())
        .sorted(Comparator.comparing(Tag::value))
        .toList();
  }

  static Confirmation confirmed() {
    return new Confirmation.Confirmed(DIGEST, "application/vnd.oci.image.index.v1+json", true, 500);
  }
}
