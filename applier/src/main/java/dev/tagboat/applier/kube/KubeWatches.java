package dev.tagboat.applier.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Watches;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what carries our label, one stream for each kind and place, metadata only. A stream ends
 * by itself after some minutes, or when the server goes; it is begun again after a pause, with a
 * list, so that nothing is missed for long.
 */
public final class KubeWatches implements Watches, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubeWatches.class);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration STREAM = Duration.ofSeconds(290);
  private static final long PAUSE_MILLIS = 2_000;
  private static final String METADATA_LIST =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  private final Http http;
  private final Set<String> namespaces;
  private final String selector;
  private final Runnable changed;
  private final Random random = new Random();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "watch");
            made.setDaemon(true);
            return made;
          });
  private final Map<String, Runnable> streams = new HashMap<>();
  private final Map<String, KubeWatch> watches = new HashMap<>();

  /**
   * @param namespaces where to look; empty for everywhere
   * @param selector such as {@code key=value}
   * @param changed called for each change that could be drift, by another thread
   */
  public KubeWatches(Access access, Set<String> namespaces, String selector, Runnable changed) {
    this.http = new Http(access, ANSWER);
    this.namespaces = Set.copyOf(namespaces);
    this.selector = selector;
    this.changed = changed;
  }

  @Override
  public synchronized void follow(Set<Kind> kinds) {
    Set<String> wanted = new HashSet<>();
    for (Kind kind : kinds) {
      for (String namespace : places(kind)) {
        wanted.add(Paths.collection(kind, namespace));
      }
    }
    for (String old : Set.copyOf(watches.keySet())) {
      if (!wanted.contains(old)) {
        watches.remove(old);
        Optional.ofNullable(streams.remove(old)).ifPresent(Runnable::run);
      }
    }
    for (String path : wanted) {
      if (!watches.containsKey(path)) {
        KubeWatch watch = new KubeWatch(changed);
        watches.put(path, watch);
        begin(path, watch);
      }
    }
  }

  private Set<String> places(Kind kind) {
    return namespaces.isEmpty() || !kind.namespaced() ? Set.of("") : new TreeSet<>(namespaces);
  }

  private void begin(String path, KubeWatch watch) {
    Thread reader = new Thread(() -> later(path, watch, follow(path, watch)), "watch");
    reader.setDaemon(true);
    reader.start();
  }

  /** Until the stream ends; why it did. */
  private String follow(String path, KubeWatch watch) {
    String query = path + "?labelSelector=" + URLEncoder.encode(selector, UTF_8);
    try {
      String from = known(query, watch);
      String stream =
          query + "&watch=1&timeoutSeconds=" + STREAM.toSeconds() + "&resourceVersion=" + from;
      http.stream(stream, METADATA, STREAM.plus(ANSWER), end -> keep(path, watch, end), watch);
      return "it ended";
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  // A method of its own: a local of the one that waits would keep the whole list in memory.
  private String known(String query, KubeWatch watch) throws IOException {
    Http.Response list = http.send(Http.Request.get(query), METADATA_LIST);
    if (!list.isGood()) {
      throw new IOException("the server answers " + list.status());
    }
    Map<String, String> objects = new HashMap<>();
    JsonNode metadata =
        Json.list(
            list.body(),
            object ->
                objects.put(
                    object.path("metadata").path("uid").asText(),
                    Sight.of(object.path("metadata"))));
    watch.know(objects);
    return metadata.path("resourceVersion").asText();
  }

  // Meanwhile it may have been ended, and another one begun for the same path.
  private synchronized void keep(String path, KubeWatch watch, Runnable end) {
    if (watch.equals(watches.get(path))) {
      streams.put(path, end);
    } else {
      end.run();
    }
  }

  private synchronized void later(String path, KubeWatch watch, String why) {
    if (watch.equals(watches.get(path)) && !thread.isShutdown()) {
      streams.remove(path);
      LOG.debug("the watch of {} begins anew: {}", path, why);
      long pause = PAUSE_MILLIS + random.nextLong(PAUSE_MILLIS);
      ScheduledFuture<?> unused =
          thread.schedule(() -> begin(path, watch), pause, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    watches.clear();
    streams.values().forEach(Runnable::run);
    streams.clear();
  }
}
