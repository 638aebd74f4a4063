package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns what happens into webhooks. */
final class HookEvents implements Events {
  private final @Nullable ForgeHook hook;
  private final Webhooks webhooks;
  private final HookPayloads payloads;
  private final PullJson pulls;

  HookEvents(@Nullable ForgeHook hook, Webhooks webhooks, Urls urls) {
    this.hook = hook;
    this.webhooks = webhooks;
    this.payloads = new HookPayloads(urls);
    this.pulls = new PullJson(urls);
  }

  @Override
  public void pushed(Repo repo, RefChange change, String login) throws IOException {
    if (hook != null) {
      send(hook, "push", payloads.push(repo, change, login));
    }
  }

  @Override
  public void pull(Repo repo, Pull pull, String action, String login, ObjectNode more)
      throws IOException {
    if (hook == null) {
      return;
    }
    ObjectNode payload = Json.object().put("action", action).put("number", pull.number());
    payload.set("pull_request", pulls.full(repo, pull));
    payload.setAll(more);
    send(hook, "pull_request", payloads.framed(payload, repo, login));
  }

  private void send(ForgeHook to, String event, ObjectNode payload) {
    String id = UUID.randomUUID().toString();
    webhooks.enqueue(new Delivery(to, event, id, Content.of(Json.bytes(payload))));
  }
}
