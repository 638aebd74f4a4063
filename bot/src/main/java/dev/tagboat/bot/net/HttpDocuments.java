package dev.tagboat.bot.net;

import dev.tagboat.bot.fault.TransientFault;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** {@link Documents} over the network. */
public final class HttpDocuments implements Documents {
  private static final Set<Integer> NONE = Set.of(403, 404, 410);

  private final HttpCalls calls;

  /**
   * @param client its redirects and timeouts are not used
   */
  public HttpDocuments(OkHttpClient client) {
    this.calls = new HttpCalls(client);
  }

  @Override
  public @Nullable Document get(URI address, Reach reach) {
    HttpCalls.Reply reply = calls.get(address, Map.of(), reach);
    if (NONE.contains(reply.status())) {
      return null;
    }
    if (reply.status() != 200) {
      throw new TransientFault(
          "Could not ask " + address.getHost() + ": it answered " + reply.status() + ".");
    }
    return new Document(reply.body(), reply.maxAge());
  }
}
