package dev.tagboat.applier.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One stream of events of one kind. Nothing of the objects is kept but a hash each; what the stream
 * says is only a hint that it is worth looking.
 */
final class KubeWatch implements Consumer<String> {
  private final Runnable changed;
  private Map<String, String> seen = new HashMap<>();
  private boolean known;

  KubeWatch(Runnable changed) {
    this.changed = changed;
  }

  /**
   * How all objects are now, before a stream begins. It is a hint if they are otherwise than when
   * the last stream ended; also the first time, since something may have changed between the
   * applying and now.
   *
   * @param now by UID, as {@link Sight} has it
   */
  synchronized void know(Map<String, String> now) {
    boolean missed = !known || !now.equals(seen);
    seen = new HashMap<>(now);
    known = true;
    if (missed) {
      changed.run();
    }
  }

  @Override
  public synchronized void accept(String line) {
    JsonNode event = Json.lenient(line.getBytes(StandardCharsets.UTF_8));
    JsonNode metadata = event.path("object").path("metadata");
    String uid = metadata.path("uid").asText();
    switch (event.path("type").asText()) {
      case "ADDED", "MODIFIED" -> {
        String sight = Sight.of(metadata);
        if (!sight.equals(seen.put(uid, sight))) {
          changed.run();
        }
      }
      case "DELETED" -> {
        seen.remove(uid);
        changed.run();
      }
      default -> {
        // Bookmarks say nothing new; after an error the stream ends and is begun again.
      }
    }
  }
}
