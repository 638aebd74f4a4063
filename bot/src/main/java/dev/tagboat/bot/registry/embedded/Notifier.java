package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers envelopes one after another, as Distribution does; unlike Distribution it gives one up
 * after some tries, so that a receiver that refuses it does not hold back the rest for ever.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final MediaType TYPE =
      MediaType.get("application/vnd.docker.distribution.events.v1+json");
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_TRIES = 20;
  private static final long PAUSE_MILLIS = 500;

  private final OkHttpClient client =
      HttpClients.shared().newBuilder().callTimeout(Duration.ofSeconds(3)).build();
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final @Nullable URI url;
  private final @Nullable Secret secret;
  private final Thread thread;

  /**
   * @param url null to deliver nothing
   */
  Notifier(@Nullable URI url, @Nullable Secret secret) {
    this.url = url;
    this.secret = secret;
    this.thread = new Thread(this::run, "tagboat-registry-notifier");
    thread.setDaemon(true);
  }

  void start() {
    if (url != null) {
      thread.start();
    }
  }

  void offer(byte[] envelope) {
    if (url != null && !waiting.offer(envelope)) {
      LOG.warn("Dropped a push notification: {} are waiting already", MAX_WAITING);
    }
  }

  private void run() {
    try {
      while (stopped.getCount() > 0) {
        deliver(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() asked for the end
    }
  }

  private void deliver(byte[] envelope) throws InterruptedException {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      if (isDelivered(envelope) || stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    LOG.warn("Gave up a push notification after {} tries", MAX_TRIES);
  }

  private boolean isDelivered(byte[] envelope) {
    Request.Builder request =
        new Request.Builder().url(String.valueOf(url)).post(RequestBody.create(envelope, TYPE));
    if (secret != null) {
      request.header("Authorization", "Bearer " + secret.reveal());
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return response.code() >= 200 && response.code() < 400;
    } catch (IOException e) {
      LOG.debug("A push notification was not delivered", e);
      return false;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }
}
