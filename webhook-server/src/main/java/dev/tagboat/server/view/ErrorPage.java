package dev.tagboat.server.view;

import java.util.Locale;

/** Says what went wrong, and what to do; the sentence begins as one does. */
public record ErrorPage(Frame frame, int status, String sentence) {
  public ErrorPage {
    sentence =
        sentence.isEmpty()
            ? sentence
            : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  public String title() {
    return frame.title();
  }

  /** What is worth trying. */
  public String advice() {
    return switch (status) {
      case 400 -> "Check the address: one of its parameters is not as it should be.";
      case 403 ->
          "Ask somebody who has the role, or reach the server under its own address and not through"
              + " another page.";
      case 404 -> "Perhaps the address is cut off, or leads to another server's push or image.";
      case 405 ->
          "This address is where a form sends to, or for programs: go to the overview, and use the"
              + " page that has the form.";
      case 409 -> "Go back and reload the page: it shows how things stand now.";
      case 429 -> "Wait a little, then go back and try again.";
      case 503 -> "Reload the page in a few seconds; /readyz says what is missing.";
      default -> "Reload the page; if it happens again, tell those who run the server.";
    };
  }

  /** The heading for a status. */
  public static String titleOf(int status) {
    return switch (status) {
      case 400 -> "That cannot be read";
      case 401, 403 -> "Not for you";
      case 404 -> "There is nothing here";
      case 405 -> "Nothing to see here";
      case 429 -> "Too often";
      case 503 -> "Not just now";
      default -> "Something went wrong";
    };
  }
}
