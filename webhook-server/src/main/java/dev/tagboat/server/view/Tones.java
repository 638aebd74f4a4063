package dev.tagboat.server.view;

/** How states of pushes are to be taken, as style sheets spell it. */
final class Tones {
  private Tones() {}

  static String of(String state) {
    return switch (state) {
      case "proposed", "waiting", "confirmed", "received" -> "busy";
      case "merged" -> "good";
      case "failed", "refused" -> "bad";
      default -> "plain";
    };
  }
}
