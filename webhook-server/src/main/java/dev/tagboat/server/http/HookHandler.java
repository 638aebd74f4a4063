package dev.tagboat.server.http;

import dev.tagboat.server.auth.Verifier;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.receive.Decoded;
import dev.tagboat.server.receive.Decoder;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /hooks/NAME}: limit, verify, decode, store, answer. */
final class HookHandler implements Handler {
  private record Sender(Hook hook, Verifier verifier, Decoder decoder) {}

  private record ReceiptJson(int accepted, int duplicate, int ignored, int unreadable) {}

  private final Map<String, Sender> senders = new HashMap<>();
  private final GroupCommit intake;
  private final HookMeters meters;
  private final int cap;

  HookHandler(List<Hook> hooks, GroupCommit intake, HookMeters meters, int cap, Clock clock) {
    for (Hook hook : hooks) {
      senders.put(hook.name(), new Sender(hook, Verifier.of(hook, clock), Decoder.of(hook.type())));
    }
    this.intake = intake;
    this.meters = meters;
    this.cap = cap;
  }

  @Override
  public void handle(Context ctx) {
    Sender sender = senders.get(ctx.pathParam("name"));
    if (sender == null) {
      meters.refused(HookMeters.UNKNOWN, 404);
      throw new Refusal(404, "There is no hook of this name.");
    }
    String name = sender.hook().name();
    try {
      answer(ctx, sender, Sorted.of(name, decode(ctx, sender)));
    } catch (Refusal refusal) {
      meters.refused(name, refusal.status());
      throw refusal;
    }
  }

  private List<Decoded> decode(Context ctx, Sender sender) {
    byte[] body = Body.read(ctx, cap);
    boolean open = sender.hook().secrets().isEmpty();
    if (!sender.verifier().isAuthentic(Credentials.of(ctx, () -> body))
        || (open && !LocalCaller.is(ctx))) {
      throw new Refusal(401, "The request does not prove that it comes from this hook's sender.");
    }
    return sender.decoder().decode(body, sender.hook());
  }

  private void answer(Context ctx, Sender sender, Sorted sorted) {
    Intake.Receipt receipt = intake.store(sorted.intake());
    meters.events(sender.hook().name(), receipt, sorted);
    if (sender.hook().type() == HookType.GENERIC && !sorted.unreadable().isEmpty()) {
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
