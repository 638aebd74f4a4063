package dev.tagboat.bot.forge.github;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Innermost: notes each request that is really sent, also those that are sent again. */
final class UsageInterceptor implements Interceptor {
  private final Usage usage;

  UsageInterceptor(Usage usage) {
    this.usage = usage;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Response response;
    try {
      response = chain.proceed(request);
    } catch (IOException e) {
      usage.unreachable(request);
      throw e;
    }
    usage.answered(request, response, LimitInterceptor.isLimit(response));
    return response;
  }
}
