package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The outermost interceptor: a request may go to the configured API only (github-api follows
 * absolute URLs out of bodies, with the token), a redirect is refused, a refusal becomes a {@link
 * Refusal}.
 */
final class ApiGate implements Interceptor {
  private final HttpUrl api;

  ApiGate(HttpUrl api) {
    this.api = api;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!isOurs(request.url())) {
      throw new UserFault(
          "Tried to follow a link in an answer of "
              + api.host()
              + " to "
              + request.url().host()
              + ", but the token is only for "
              + api.host()
              + ". Check api-url and any proxy in between.");
    }
    Response response = chain.proceed(HttpClients.named(request));
    refuse(request, response);
    return response;
  }

  private void refuse(Request request, Response response) throws IOException {
    int status = response.code();
    if (status >= 300 && status < 400 && status != 304) {
      throw new UserFault(
          "GitHub answered with a redirect ("
              + status
              + "). The repository was probably renamed or moved: put its new URL into the"
              + " configuration.");
    }
    if (status >= 400) {
      throw Refusal.of(response, withoutToken(request, response.body().string()));
    }
    MediaType type = response.body().contentType();
    if (status != 204 && type != null && !type.subtype().contains("json")) {
      throw new UserFault(
          "Tried to read GitHub's API at "
              + api
              + ", but the answer is "
              + type.type()
              + "/"
              + type.subtype()
              + ", not JSON. Check api-url (Enterprise: https://HOST/api/v3).");
    }
  }

  // A proxy's error page may show what it was sent.
  private static String withoutToken(Request request, String body) {
    String sent = request.header("Authorization");
    return sent == null ? body : body.replace(sent.substring(sent.indexOf(' ') + 1), "***");
  }

  private boolean isOurs(HttpUrl url) {
    return url.host().equals(api.host())
        && url.port() == api.port()
        && url.scheme().equals(api.scheme());
  }
}
