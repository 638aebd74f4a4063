package dev.tagboat.bot.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who said that a version was pushed, and who confirmed it; what was said first stays. */
final class EventText {
  private EventText() {}

  static String of(Change.Version version, String before) {
    String key = KeptText.hash(version.reference().toString(), 16);
    return "**Event:** "
        + KeptText.find("event", key, before)
            .orElseGet(() -> new KeptText("event", key, KeptText.NO_FACTS, true, text(version)))
            .inline();
  }

  private static String text(Change.Version version) {
    List<String> parts = new ArrayList<>();
    Announced announced = version.background().announced();
    if (announced != null) {
      parts.add(Markdown.plain(announced.by()));
      if (announced.pusher() != null && !announced.pusher().isBlank()) {
        parts.add("pushed by " + Markdown.code(Markdown.shortened(announced.pusher(), 80)));
      }
      Instant at = announced.at();
      if (at != null) {
        parts.add(Figures.time(at));
      }
    }
    String said = String.join(", ", parts);
    return said + (said.isEmpty() ? "" : "; ") + Markdown.plain(version.evidence());
  }
}
