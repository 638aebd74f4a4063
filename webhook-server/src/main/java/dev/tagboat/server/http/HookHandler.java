package dev.tagboat.server.http;

import dev.tagboat.server.auth.Verifier;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.receive.Decoder;
import dev.tagboat.server.receive.EventHeaders;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /hooks/NAME}: verify, limit, decode, store, answer. */
final class HookHandler implements Handler {
  private record Sender(Hook hook, Verifier verifier, Decoder decoder) {}

  private record ReceiptJson(int accepted, int duplicate, int ignored, int unreadable) {}

  private final Map<String, Sender> senders = new HashMap<>();
  private final GroupCommit intake;
  private final HookMeters meters;
  private final Bodies bodies;

  HookHandler(List<Hook> hooks, GroupCommit intake, HookMeters meters, Bodies bodies, Clock clock) {
    for (Hook hook : hooks) {
      senders.put(hook.name(), new Sender(hook, Verifier.of(hook, clock), Decoder.of(hook.type())));
    }
    this.intake = intake;
    this.meters = meters;
    this.bodies = bodies;
  }

  @Override
  public void handle(Context ctx) {
    Sender sender = senders.get(ctx.pathParam("name"));
    if (sender == null) {
      meters.refused(HookMeters.UNKNOWN, 404);
      throw new Refusal(404, "There is no hook of this name.");
    }
    ctx.future(
        () ->
            body(ctx, sender)
                .thenAccept(body -> answer(ctx, sender, sorted(ctx, sender, body)))
                .whenComplete((done, failure) -> count(sender, failure)));
  }

  /** Judges before it reads, as far as that can be: reading is what a stranger could drag out. */
  private CompletableFuture<byte[]> body(Context ctx, Sender sender) {
    if (bodies.isTooLarge(ctx)) {
      return bodies.proven(ctx);
    }
    boolean open = sender.hook().secrets().isEmpty();
    if (!sender.verifier().mayBeAuthentic(Credentials.of(ctx, () -> new byte[0]))
        || (open && !LocalCaller.is(ctx))) {
      return CompletableFuture.failedFuture(unauthorized());
    }
    return sender.verifier().needsBody() ? bodies.unproven(ctx) : bodies.proven(ctx);
  }

  private static Refusal unauthorized() {
    return new Refusal(401, "The request does not prove that it comes from this hook's sender.");
  }

  private static Sorted sorted(Context ctx, Sender sender, byte[] body) {
    if (!sender.verifier().isAuthentic(Credentials.of(ctx, () -> body))) {
      throw unauthorized();
    }
    EventHeaders headers = EventHeaders.of(ctx::header);
    return Sorted.of(sender.hook().name(), sender.decoder().decode(headers, body, sender.hook()));
  }

  private void count(Sender sender, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      meters.refused(sender.hook().name(), refusal.status());
    }
  }

  private void answer(Context ctx, Sender sender, Sorted sorted) {
    Intake.Receipt receipt = intake.store(sorted.intake());
    meters.events(sender.hook().name(), receipt, sorted);
    if (sender.hook().isForPeople() && !sorted.unreadable().isEmpty()) {
      throw new Refusal(400, String.join("; ", sorted.unreadable()));
    }
    meters.accepted(sender.hook().name());
    Answers.json(
        ctx,
        202,
        new ReceiptJson(
            receipt.accepted(), receipt.duplicate(), sorted.ignored(), sorted.unreadable().size()));
  }
}
