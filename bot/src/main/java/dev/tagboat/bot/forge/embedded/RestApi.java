package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what comes under {@code /api/v3}: who asks, may they, which route, what has changed. */
final class RestApi {
  private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);

  private final Router router;
  private final Authenticator authenticator;
  private final RateLimits limits;
  private final Store store;

  RestApi(Router router, Authenticator authenticator, RateLimits limits, Store store) {
    this.router = router;
    this.authenticator = authenticator;
    this.limits = limits;
    this.store = store;
  }

  Answer answer(Call call) throws IOException {
    Account account;
    try {
      account = authenticator.account(call.header("Authorization"));
    } catch (ApiError e) {
      return e.answer();
    }
    Answer answer;
    try {
      answer = unchanged(call, route(call, account));
    } catch (ApiError e) {
      answer = e.answer();
    }
    answer = limits.counted(answer, account);
    return account.scopes().isEmpty() ? answer : answer.with("X-OAuth-Scopes", account.scopes());
  }

  private Answer route(Call call, Account account) throws IOException {
    Router.Match match =
        router
            .find(call)
            .orElseThrow(
                () -> {
                  LOG.warn("The embedded forge has no {} {}", call.method(), call.path());
                  return ApiError.notFound();
                });
    synchronized (store) {
      if (match.call().params().containsKey("repo")) {
        store.find(match.call());
      }
      if (!match.anyOf().isEmpty() && !account.may(match.anyOf(), match.access())) {
        throw new ApiError(403, "Resource not accessible by personal access token");
      }
      Answer answer = match.handler().handle(match.call(), account);
      if (match.access() == Permission.Access.WRITE) {
        store.save();
      }
      return answer;
    }
  }

  private static Answer unchanged(Call call, Answer answer) {
    if (!call.method().equals("GET") || answer.status() != 200) {
      return answer;
    }
    String tag = "W/\"" + digest(answer.body().bytes()) + "\"";
    Optional<String> known = call.header("If-None-Match").filter(tag::equals);
    Answer tagged = known.isPresent() ? new Answer(304, java.util.Map.of(), Content.NONE) : answer;
    return tagged
        .with("ETag", tag)
        .with("Cache-Control", "private, max-age=60, s-maxage=60")
        .with("Vary", "Accept, Authorization, Cookie");
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
