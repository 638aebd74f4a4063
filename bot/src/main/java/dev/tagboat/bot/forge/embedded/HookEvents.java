package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;

/** Turns what happens into webhooks. */
final class HookEvents implements Events {
  private final Hooks hooks;
  private final Webhooks webhooks;
  private final HookPayloads payloads;
  private final PullJson pulls;

  HookEvents(Hooks hooks, Webhooks webhooks, Urls urls) {
    this.hooks = hooks;
    this.webhooks = webhooks;
    this.payloads = new HookPayloads(urls);
    this.pulls = new PullJson(urls);
  }

  @Override
  public void pushed(Repo repo, RefChange change, String login) throws IOException {
    if (!hooks.all().isEmpty()) {
      send("push", payloads.push(repo, change, login));
    }
  }

  @Override
  public void pull(Repo repo, Pull pull, String action, String login, ObjectNode more)
      throws IOException {
    if (hooks.all().isEmpty()) {
      return;
    }
    ObjectNode payload = Json.object().put("action", action).put("number", pull.number());
    payload.set("pull_request", pulls.full(repo, pull));
    payload.setAll(more);
    send("pull_request", payloads.framed(payload, repo, login));
  }

  private void send(String event, ObjectNode payload) {
    Content body = Content.of(Json.bytes(payload));
    for (ForgeHook hook : hooks.all()) {
      webhooks.enqueue(new Delivery(hook, event, UUID.randomUUID().toString(), body));
    }
  }
}
