package dev.tagboat.server.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One POST of JSON; no redirect is followed, and of the answer only the status is read. */
final class Posting {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Posting() {}

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }

  /**
   * @param channel its name, for messages: the address itself may be a secret
   */
  static void send(String channel, URI to, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "tagboat-server")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    String what = "Tried to send an alert to '" + channel + "', but it ";
    try {
      HttpResponse<Void> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding());
      judge(what, response);
    } catch (IOException e) {
      throw new TransientFault(
          what + "cannot be reached (" + e.getClass().getSimpleName() + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("interrupted while sending an alert", e);
    }
  }

  private static void judge(String what, HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String said = what + "answered " + status + ".";
    if (status == 408 || status == 429 || status >= 500) {
      throw response
          .headers()
          .firstValue("Retry-After")
          .flatMap(Posting::seconds)
          .map(pause -> new TransientFault(said, pause))
          .orElseGet(() -> new TransientFault(said));
    }
    throw new UserFault(said + " Check its url.");
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
            .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause)
        : Optional.empty();
  }
}
