package dev.tagboat.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.auth.HmacVerifier;
import dev.tagboat.server.auth.Presented;
import dev.tagboat.server.auth.Verifier;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.receive.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code POST /forge-events}: GitHub's signed webhooks on config repos. */
final class ForgeEventHandler implements Handler {
  /** No hook can have this name. */
  static final String PATH = "/forge-events";

  private static final String JSON = "application/json";

  private record EventJson(boolean handled, String sentence) {}

  private final Map<Verifier, List<Repository>> verifiers = new LinkedHashMap<>();
  private final ForgeListener listener;
  private final Bodies bodies;
  private final Throttle throttle;
  private final HookMeters meters;

  ForgeEventHandler(
      List<Repository> repositories,
      ForgeListener listener,
      HookMeters meters,
      Bodies bodies,
      Throttle throttle,
      Clock clock) {
    Map<Secret, List<Repository>> bySecret = new LinkedHashMap<>();
    for (Repository repository : repositories) {
      Secret secret = repository.forge().webhookSecret();
      if (secret != null) {
        bySecret.computeIfAbsent(secret, s -> new ArrayList<>()).add(repository);
      }
    }
    bySecret.forEach((secret, sharing) -> verifiers.put(HmacVerifier.of(secret, clock), sharing));
    this.listener = listener;
    this.bodies = bodies;
    this.throttle = throttle;
    this.meters = meters;
  }

  @Override
  public void handle(Context ctx) {
    try {
      requireReadable(ctx);
    } catch (Refusal refusal) {
      meters.forge(refusal.status());
      throw refusal;
    }
    ctx.future(
        () ->
            bodies
                .unproven(ctx)
                .thenAccept(body -> answer(ctx, body))
                .whenComplete((done, failure) -> meters.forge(status(failure))));
  }

  /** Whether the body can make a difference. */
  private void requireReadable(Context ctx) {
    throttle.check(ctx, PATH);
    if (verifiers.isEmpty()) {
      throw new Refusal(404, "No repository is configured with a webhook-secret.");
    }
    Presented head = Credentials.of(ctx, () -> new byte[0]);
    if (verifiers.keySet().stream().noneMatch(verifier -> verifier.mayBeAuthentic(head))) {
      throw unauthorized();
    }
  }

  private static int status(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      return refusal.status();
    }
    return cause == null ? 202 : cause instanceof TransientFault ? 503 : 500;
  }

  private void answer(Context ctx, byte[] body) {
    List<Repository> proven = proven(Credentials.of(ctx, () -> body));
    if (proven.isEmpty()) {
      throw unauthorized();
    }
    Answers.json(ctx, 202, tell(ctx, payload(ctx, body), proven));
  }

  private static Refusal unauthorized() {
    return new Refusal(401, "X-Hub-Signature-256 is missing or does not fit the webhook secret.");
  }

  /** The repositories whose secret has signed the request. */
  private List<Repository> proven(Presented presented) {
    List<Repository> proven = new ArrayList<>();
    verifiers.forEach(
        (verifier, repositories) -> {
          if (verifier.isAuthentic(presented)) {
            proven.addAll(repositories);
          }
        });
    return proven;
  }

  private static JsonNode payload(Context ctx, byte[] body) {
    String type = Objects.requireNonNullElse(ctx.contentType(), "");
    if (!type.regionMatches(true, 0, JSON, 0, JSON.length())) {
      throw new Refusal(415, "In the webhook's settings choose the content type application/json.");
    }
    try {
      return Json.object(body);
    } catch (Json.Malformed e) {
      throw new Refusal(400, e.reason());
    }
  }

  private EventJson tell(Context ctx, JsonNode payload, List<Repository> proven) {
    String event = Objects.requireNonNullElse(ctx.header("X-GitHub-Event"), "");
    if (event.equals("ping")) {
      return new EventJson(true, "The webhook works.");
    }
    List<Repository> meant = proven.stream().filter(r -> isAbout(payload, r)).toList();
    if (meant.isEmpty()) {
      return new EventJson(false, "This repository is not configured with this secret.");
    }
    return switch (event) {
      case "pull_request" -> pullRequest(payload.path("number"), meant);
      case "issue_comment" ->
          payload.path("issue").has("pull_request")
              ? pullRequest(payload.path("issue").path("number"), meant)
              : new EventJson(false, "Not a pull request.");
      case "push" -> push(payload, meant);
      default -> new EventJson(false, "Events of this type are not needed.");
    };
  }

  private static boolean isAbout(JsonNode payload, Repository repository) {
    JsonNode named = payload.path("repository");
    return Stream.of("clone_url", "html_url")
        .map(key -> named.path(key).textValue())
        .filter(Objects::nonNull)
        .anyMatch(url -> RepositoryUrl.same(repository.url(), url));
  }

  private EventJson pullRequest(JsonNode number, List<Repository> meant) {
    if (!number.isInt() || number.intValue() <= 0) {
      throw new Refusal(400, "The event has no pull request number.");
    }
    meant.forEach(repository -> listener.pullRequestChanged(repository, number.intValue()));
    return new EventJson(true, "Pull request " + number.intValue() + " is looked at.");
  }

  private EventJson push(JsonNode payload, List<Repository> meant) {
    String ref = payload.path("ref").asText();
    String heads = "refs/heads/";
    if (!ref.startsWith(heads) || ref.length() == heads.length()) {
      return new EventJson(false, "Not a branch.");
    }
    meant.forEach(repository -> listener.pushed(repository, ref.substring(heads.length())));
    return new EventJson(true, "The branch is looked at.");
  }
}
