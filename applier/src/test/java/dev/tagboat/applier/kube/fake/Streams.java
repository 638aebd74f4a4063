package dev.tagboat.applier.kube.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Watches that are open; each gets the events of all kinds, which no reader minds. */
public final class Streams {
  private static final String END = "";

  private final List<BlockingQueue<String>> open = new CopyOnWriteArrayList<>();
  private final Semaphore begun = new Semaphore(0);

  void event(String type, ObjectNode object) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
    event.set("object", object.deepCopy());
    open.forEach(queue -> queue.add(event + "\n"));
  }

  /** Ends all of them, as a server does that goes away. */
  public void drop() {
    open.forEach(queue -> queue.add(END));
  }

  /** Tells all of them that they are too far behind, and ends them. */
  public void expire() {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "ERROR");
    event.set("object", Refusal.status(410, "Expired", "too old resource version: 1 (7)"));
    open.forEach(queue -> queue.add(event + "\n"));
    drop();
  }

  /** Until so many more have begun. */
  public void awaitBegun(int number) throws InterruptedException {
    begun.acquire(number);
  }

  void follow(HttpExchange exchange) throws IOException {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    open.add(queue);
    exchange.sendResponseHeaders(200, 0);
    begun.release();
    try {
      for (String line = queue.take(); !line.equals(END); line = queue.take()) {
        exchange.getResponseBody().write(line.getBytes(UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(queue);
    }
  }
}
