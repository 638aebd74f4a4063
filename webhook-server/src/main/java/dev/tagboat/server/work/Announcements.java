package dev.tagboat.server.work;

import dev.tagboat.bot.pull.Announced;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.inbox.Polls;
import dev.tagboat.server.inbox.StoredPush;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who said that an image was pushed, for the person who reviews it. */
final class Announcements {
  private final Map<String, String> types;

  /**
   * @param types the type of each hook by its name
   */
  Announcements(Map<String, String> types) {
    this.types = Map.copyOf(types);
  }

  static Announcements of(List<Hook> hooks) {
    return new Announcements(
        hooks.stream().collect(Collectors.toMap(Hook::name, hook -> hook.type().key())));
  }

  /** With the time at which we heard of it: the sender's clock is its own affair. */
  Announced of(StoredPush push) {
    String type = types.get(push.hook());
    String by =
        push.hook().equals(Polls.SENDER)
            ? "a look at the registry"
            : "hook " + push.hook() + (type == null ? "" : " (" + type + ")");
    return new Announced(by, push.receivedAt(), push.push().pusher());
  }
}
