package dev.tagboat.server.auth;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An outside world of a few documents that writes down what it was asked for. */
public final class FakeDocuments implements Documents {
  public final Map<String, byte[]> there = new ConcurrentHashMap<>();
  public final List<String> asked = new CopyOnWriteArrayList<>();
  public volatile boolean away;

  @Override
  public @Nullable Document get(URI url, Reach reach) {
    asked.add(reach + " " + url);
    if (away) {
      throw new TransientFault("Could not ask " + url.getHost() + ": ConnectException.");
    }
    byte[] bytes = there.get(url.toString());
    return bytes == null ? null : new Document(bytes, null);
  }
}
