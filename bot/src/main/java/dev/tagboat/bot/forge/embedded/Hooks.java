package dev.tagboat.bot.forge.embedded;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Where webhooks go: what was configured, and what was added since. */
final class Hooks {
  private final List<ForgeHook> hooks = new CopyOnWriteArrayList<>();

  Hooks(@Nullable ForgeHook configured) {
    if (configured != null) {
      hooks.add(configured);
    }
  }

  List<ForgeHook> all() {
    return List.copyOf(hooks);
  }

  /** Answers its id, from 1. */
  synchronized int add(ForgeHook hook) {
    hooks.add(hook);
    return hooks.size();
  }
}
