package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.auth.Undecided;
import dev.tagboat.server.auth.Verifier;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.receive.Answer;
import dev.tagboat.server.receive.Decoder;
import dev.tagboat.server.receive.DeliveryId;
import dev.tagboat.server.receive.EventHeaders;
import dev.tagboat.server.receive.Received;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /hooks/NAME}: limit, verify, decode, store, answer. */
final class HookHandler implements Handler {
  private record Sender(Hook hook, Verifier verifier, Decoder decoder) {}

  private record ReceiptJson(int accepted, int duplicate, int ignored, int unreadable) {}

  private final Map<String, Sender> senders = new HashMap<>();
  private final GroupCommit intake;
  private final HookMeters meters;
  private final Bodies bodies;
  private final Throttle throttle;
  private final Refused refused;
  private final Handshakes handshakes;

  HookHandler(
      List<Hook> hooks,
      Backend backend,
      HookMeters meters,
      Bodies bodies,
      Throttle throttle,
      Refused refused,
      Clock clock) {
    Sources sources = backend.sources();
    for (Hook hook : hooks) {
      senders.put(
          hook.name(),
          new Sender(hook, Verifier.of(hook, sources, clock), Decoder.of(hook.type())));
    }
    this.intake = backend.intake();
    this.meters = meters;
    this.bodies = bodies;
    this.throttle = throttle;
    this.refused = refused;
    this.handshakes = new Handshakes(sources);
  }

  @Override
  public void handle(Context ctx) {
    long began = System.nanoTime();
    Sender sender = senders.get(ctx.pathParam("name"));
    String name = sender == null ? HookMeters.UNKNOWN : sender.hook().name();
    try {
      throttle.check(ctx, name);
      if (sender == null) {
        throw new Refusal(404, "There is no hook of this name.");
      }
    } catch (Refusal refusal) {
      meters.refused(name, refusal.status());
      throw refusal;
    }
    ctx.future(
        () ->
            body(ctx, sender)
                .thenAccept(body -> answer(ctx, sender, sorted(ctx, sender, body)))
                .whenComplete((done, failure) -> count(ctx, sender, failure))
                .whenComplete((done, failure) -> time(name, began, failure)));
  }

  /** Judges before it reads, as far as that can be: reading is what a stranger could drag out. */
  private CompletableFuture<byte[]> body(Context ctx, Sender sender) {
    if (bodies.isTooLarge(ctx)) {
      return bodies.proven(ctx);
    }
    boolean open = !sender.hook().isGuarded();
    try {
      if (!sender.verifier().mayBeAuthentic(Credentials.of(ctx, () -> new byte[0]))
          || (open && !LocalCaller.is(ctx))) {
        return CompletableFuture.failedFuture(unauthorized());
      }
    } catch (Undecided e) {
      return CompletableFuture.failedFuture(undecided(e));
    }
    return sender.verifier().needsBody() ? bodies.unproven(ctx) : bodies.proven(ctx);
  }

  static Refusal unauthorized() {
    return new Refusal(401, "The request does not prove that it comes from this hook's sender.");
  }

  private static Refusal undecided(Undecided e) {
    return new Refusal(
        503,
        "What this hook's sender is judged by cannot be read just now; send it again.",
        Map.of("Retry-After", Long.toString(e.retryAfter().toSeconds())));
  }

  /** Of a request without a body. */
  boolean isAuthentic(Context ctx, Hook hook) {
    Sender sender = senders.get(hook.name());
    return sender != null && sender.verifier().isAuthentic(Credentials.of(ctx, () -> new byte[0]));
  }

  private static Sorted sorted(Context ctx, Sender sender, byte[] body) {
    try {
      if (!sender.verifier().isAuthentic(Credentials.of(ctx, () -> body))) {
        throw unauthorized();
      }
    } catch (Undecided e) {
      throw undecided(e);
    }
    Hook hook = sender.hook();
    Received received = new Received(EventHeaders.of(ctx::header), body);
    return Sorted.of(
        hook.name(), sender.decoder().decode(received, hook), delivery(ctx, hook, received));
  }

  private static @Nullable String delivery(Context ctx, Hook hook, Received received) {
    String id = DeliveryId.of(hook.type(), received);
    String signedTime = hook.auth() == AuthKind.HMAC_SHA256 ? ctx.header("X-Timestamp") : null;
    return id == null && signedTime != null ? DeliveryId.ofSigned(signedTime, received) : id;
  }

  private void time(String hook, long began, @Nullable Throwable failure) {
    if (failure == null) {
      meters.took(hook, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void count(Context ctx, Sender sender, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      meters.refused(sender.hook().name(), refusal.status());
      if (refusal.status() == 401) {
        refused.add(ctx, sender.hook().name());
      }
    } else if (cause instanceof TransientFault) {
      meters.refused(sender.hook().name(), 503);
    }
  }

  private void answer(Context ctx, Sender sender, Sorted sorted) {
    Answer asked = sorted.asked();
    if (asked != null) {
      handshakes.prepare(sender.hook(), asked);
    }
    Intake.Receipt receipt = intake.store(sorted.intake());
    meters.events(sender.hook().name(), receipt, sorted);
    if (sender.hook().isForPeople() && !sorted.unreadable().isEmpty()) {
      throw new Refusal(400, String.join("; ", sorted.unreadable()));
    }
    meters.accepted(sender.hook().name());
    if (asked == null || !Handshakes.answer(ctx, asked)) {
      Answers.json(
          ctx,
          202,
          new ReceiptJson(
              receipt.accepted(),
              receipt.duplicate(),
              sorted.ignored(),
              sorted.unreadable().size()));
    }
  }
}
