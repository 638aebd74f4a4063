package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.config.AuthKind;

/**
 * What an answer means.
 *
 * @param accepted whether the server has taken the push
 * @param sentence for people: what became of it, or what to do
 */
public record Verdict(boolean accepted, String sentence) {

  /** What the server's answer to a parcel means. */
  public static Verdict of(Parcel parcel, Post.Answer answer) {
    return switch (answer.status()) {
      case 202 -> taken(parcel, Json.parse(answer.body()));
      case 400 -> refused("The server cannot read the event: " + error(answer));
      case 401 -> refused(unauthentic(parcel.to()));
      // Tagboat's own answer to other paths of it, such as the start page.
      case 404, 405 ->
          refused(
              "There is no such hook. The URL ends in /hooks/NAME, with a name of 'hooks' in the"
                  + " configuration of the server that runs; 'check-config' shows the URL.");
      case 408, 503 -> refused("The server could not take it now: " + error(answer));
      case 413 -> refused("The event is larger than the server allows.");
      case 429 -> refused("This machine has sent too many requests; wait a little.");
      default -> refused(foreign(answer));
    };
  }

  private static Verdict refused(String sentence) {
    return new Verdict(false, sentence);
  }

  private static Verdict taken(Parcel parcel, JsonNode receipt) {
    if (receipt.path("accepted").asInt() > 0) {
      return new Verdict(
          true,
          "The server has stored the push and asks the hook's registry for the tag;"
              + " GET /api/v1/pushes shows what becomes of it."
              + digest(parcel));
    }
    if (receipt.path("duplicate").asInt() > 0) {
      return new Verdict(true, "The server knows this push already; nothing more will be done.");
    }
    if (receipt.path("unreadable").asInt() > 0) {
      return refused(
          "The sender is authentic, but the event could not be read: is the hook of type "
              + parcel.to().type().key()
              + "? GET /api/v1/deliveries says what was wrong.");
    }
    return refused(
        "The sender is authentic, but the event was left out: mostly the hook's 'registry',"
            + " 'images' or 'repo-keys' do not take this image in. GET /api/v1/deliveries says why.");
  }

  private static String digest(Parcel parcel) {
    return parcel.madeUp()
        ? " The digest in the event is made up, so the registry will not confirm it at once;"
            + " give the real one with NAME:TAG@DIGEST."
        : "";
  }

  private static String unauthentic(Addressee to) {
    if (to.secret() == null) {
      return "The hook asks for a secret: give it with --secret-env or --secret-file.";
    }
    String clock =
        to.auth() == AuthKind.HMAC_SHA256 ? " A clock more than 5 minutes off does that, too." : "";
    return "The server does not take this secret, or not in this way ("
        + to.auth().key()
        + "). Compare the hook's 'secret', 'auth' and 'type' in the configuration of the server"
        + " that runs."
        + clock;
  }

  private static String foreign(Post.Answer answer) {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      return "The server sends elsewhere. Senders do not follow; use the URL that it ends at.";
    }
    return "Tagboat does not answer so. Is it a proxy that answers, and does it pass /hooks on? It"
        + " said "
        + Printable.quote(answer.body().strip());
  }

  private static String error(Post.Answer answer) {
    return Printable.quote(Json.parse(answer.body()).path("error").asText());
  }
}
