package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers webhooks one after the other; as GitHub does, tries each once. */
final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final int WAITING = 1000;
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client =
      HttpClients.shared()
          .newBuilder()
          .connectTimeout(Duration.ofSeconds(2))
          .callTimeout(Duration.ofSeconds(10))
          .build();
  private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread = new Thread(this::run, "forge-webhooks");

  Webhooks() {
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void enqueue(Delivery delivery) {
    if (!queue.offer(delivery)) {
      LOG.warn("{} webhooks wait already; {} {} is lost", WAITING, delivery.event(), delivery.id());
    }
  }

  private void run() {
    try {
      while (true) {
        deliver(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Delivery delivery) {
    Request request =
        new Request.Builder()
            .url(delivery.hook().url().toString())
            .header("User-Agent", "GitHub-Hookshot/embedded")
            .header("X-GitHub-Event", delivery.event())
            .header("X-GitHub-Delivery", delivery.id())
            .header("X-GitHub-Hook-ID", "1")
            .header(
                "X-Hub-Signature-256", signature(delivery.hook().secret(), delivery.body().bytes()))
            .post(RequestBody.create(delivery.body().bytes(), JSON))
            .build();
    try (Response response = client.newCall(request).execute()) {
      LOG.debug("Webhook {} {}: {}", delivery.event(), delivery.id(), response.code());
    } catch (IOException e) {
      LOG.warn(
          "Webhook {} {} was not delivered to {}: {}",
          delivery.event(),
          delivery.id(),
          delivery.hook().url().getAuthority(),
          e.getMessage());
    }
  }

  /** {@code sha256=} and the HMAC in hex, as in the header {@code X-Hub-Signature-256}. */
  static String signature(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
