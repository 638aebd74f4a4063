package dev.tagboat.bot.net;

import java.time.Duration;
import okhttp3.OkHttpClient;

/** The one outbound HTTP client; adapters derive their own from it and share its connections. */
public final class HttpClients {
  private static final OkHttpClient SHARED =
      new OkHttpClient.Builder()
          .connectTimeout(Duration.ofSeconds(10))
          .readTimeout(Duration.ofSeconds(30))
          .writeTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(90))
          // A redirect may leave the scheme, the host or the network we trust: each adapter that
          // wants one follows it by hand, after checking where it goes.
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(true)
          .build();

  private HttpClients() {}

  /** Connect 10 s, read and write 30 s, whole call 90 s; no redirect is followed. */
  public static OkHttpClient shared() {
    return SHARED;
  }
}
