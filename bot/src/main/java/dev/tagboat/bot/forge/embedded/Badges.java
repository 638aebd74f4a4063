package dev.tagboat.bot.forge.embedded;

import java.time.Duration;
import java.time.Instant;

/** Small pieces that several pages show. */
final class Badges {
  private Badges() {}

  static Html state(Pull pull) {
    String word =
        switch (pull.life().state()) {
          case OPEN -> pull.draft() ? "draft" : "open";
          case CLOSED -> "closed";
          case MERGED -> "merged";
        };
    return new Html().raw("<span class=\"state ").raw(word).raw("\">").raw(word).raw("</span>");
  }

  static Html labels(Pull pull) {
    Html out = new Html();
    for (String name : pull.marks().labels()) {
      out.raw("<span class=\"chip\">").text(name).raw("</span>");
    }
    return out;
  }

  static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 60) {
      return "just now";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    return seconds < 86_400 ? seconds / 3600 + " h ago" : seconds / 86_400 + " d ago";
  }
}
