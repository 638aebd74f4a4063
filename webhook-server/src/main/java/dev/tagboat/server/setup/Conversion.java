package dev.tagboat.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Bodies;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Json;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks GitHub for the App of a code; a code is good once, and for an hour. */
final class Conversion {
  private static final int MAX_ANSWER = 256 * 1024;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private final AppWish wish;

  Conversion(AppWish wish) {
    this.wish = wish;
  }

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /**
   * @throws UserFault when GitHub does not take the code
   * @throws TransientFault when GitHub cannot be asked now; the same code is good for another try
   */
  CreatedApp of(String code) {
    URI url = wish.conversion(code);
    Request request =
        new Request.Builder()
            .url(url.toString())
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .post(RequestBody.create(new byte[0]))
            .build();
    try (Response response = HttpClients.shared().newCall(request).execute()) {
      if (response.code() != 201) {
        throw refusal(response.code());
      }
      return read(Bodies.read(response.body(), MAX_ANSWER));
    } catch (IOException e) {
      throw new TransientFault(
          url.getHost()
              + " could not be asked for the key of the App ("
              + e.getClass().getSimpleName()
              + "). Reload the page that GitHub led you to, or paste its address again.",
          e);
    }
  }

  private Fault refusal(int status) {
    String host = wish.conversion("code").getHost();
    if (status == 429 || status >= 500) {
      return new TransientFault(
          host + " is in trouble (" + status + "). Reload the page in some seconds.");
    }
    return new UserFault(
        host
            + " does not take this code ("
            + status
            + "): it was used already, or is older than an hour. If the App is there, delete it"
            + " under "
            + wish.github()
            + "/settings/apps and start again.");
  }

  private CreatedApp read(byte[] body) {
    JsonNode app = Json.parse(body).orElse(Json.NOTHING);
    String key = app.path("pem").asText();
    if (!app.path("id").isIntegralNumber() || !key.contains("PRIVATE KEY")) {
      throw new UserFault(
          "The answer of "
              + wish.github().getHost()
              + " has no id or no private key. If the App is there, make a key on its page, and"
              + " name both in the configuration.");
    }
    String webhook = app.path("webhook_secret").asText("");
    return new CreatedApp(
        app.path("id").longValue(),
        app.path("name").asText(wish.name()),
        page(app.path("html_url").asText(), app.path("slug").asText()),
        Secret.of(key),
        webhook.isBlank() || wish.hook() == null ? null : Secret.of(webhook));
  }

  // What people are told to open leads to the GitHub they named, whatever the answer says.
  private URI page(String given, String slug) {
    boolean own = given.startsWith(wish.github() + "/") && given.matches("[!-~]{1,300}");
    String name = isCode(slug) ? slug : "";
    return URI.create(own ? given : wish.github() + "/apps/" + name);
  }
}
