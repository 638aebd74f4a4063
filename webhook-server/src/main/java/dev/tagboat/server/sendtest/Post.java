package dev.tagboat.server.sendtest;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Sends a parcel as a sender would: one POST, no redirect followed. */
public final class Post {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MAX_ANSWER = 64 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private static boolean isUnresolved(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException);
  }

  /** What came back. */
  public record Answer(int status, String body) {}

  /**
   * @throws TransientFault when there was no answer; the message says why and what to do
   */
  public Answer send(Parcel parcel) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(parcel.url())
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(parcel.body()));
    parcel.headers().forEach(request::header);
    String where = parcel.shownUrl();
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] body = in.readNBytes(MAX_ANSWER);
        return new Answer(response.statusCode(), new String(body, StandardCharsets.UTF_8));
      }
    } catch (HttpTimeoutException e) {
      throw new TransientFault(
          where
              + " did not answer within 15 s. Is it the right address, and does a firewall let"
              + " this machine through?",
          e);
    } catch (SSLException e) {
      throw new TransientFault(
          where
              + " has no certificate that this machine trusts, and a registry would not trust it"
              + " either. Let the proxy in front of Tagboat have a valid one.",
          e);
    } catch (IOException e) {
      if (isUnresolved(e)) {
        throw new TransientFault(
            "The host of "
                + where
                + " has no address that this machine can find. Is its name written right, and does"
                + " DNS know it yet?",
            e);
      }
      throw new TransientFault(
          where
              + " cannot be reached ("
              + e.getClass().getSimpleName()
              + "). Does the server run,"
              + " and does its 'listen' or the proxy take connections from here?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("interrupted while waiting for " + where, e);
    }
  }
}
