package dev.tagboat.bot.net;

import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The one outbound HTTP client; adapters derive their own from it and share its connections. */
public final class HttpClients {
  private static final String USER_AGENT = "User-Agent";

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
          .addInterceptor(
              chain -> {
                Request request = chain.request();
                boolean named = request.header(USER_AGENT) != null;
                return chain.proceed(named ? request : named(request));
              })
          .build();

  private HttpClients() {}

  /** The same request with who we are, {@code tagboat/VERSION}. */
  public static Request named(Request request) {
    return request.newBuilder().header(USER_AGENT, Name.OURS).build();
  }

  /** Without a version where the program does not run from a jar. */
  private static final class Name {
    static final String OURS = name(HttpClients.class.getPackage().getImplementationVersion());

    private static String name(@Nullable String version) {
      return version == null ? "tagboat" : "tagboat/" + version;
    }
  }

  /** Connect 10 s, read and write 30 s, whole call 90 s; no redirect is followed. */
  public static OkHttpClient shared() {
    return SHARED;
  }
}
