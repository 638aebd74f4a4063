package dev.tagboat.server.sendtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.Printable;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was sent and what came back, for people and for programs; never with the secret. */
public final class Report {
  private Report() {}

  /** What would be sent. */
  public static ObjectNode of(Parcel parcel) {
    return Json.object(
        "method",
        "POST",
        "url",
        parcel.shownUrl(),
        "headers",
        parcel.shownHeaders(),
        "body",
        parcel.body());
  }

  /** What would be sent, as it goes over the wire. */
  public static String text(Parcel parcel) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("POST " + parcel.shownUrl());
    parcel.shownHeaders().forEach((name, value) -> lines.add(name + ": " + value));
    return lines.add("").add(parcel.body()).toString();
  }

  /**
   * @param answer null when there was none
   */
  public static ObjectNode of(Parcel parcel, Post.@Nullable Answer answer, Verdict verdict) {
    ObjectNode report =
        Json.object(
            "url",
            parcel.shownUrl(),
            "type",
            parcel.to().type().key(),
            "variant",
            parcel.variant().name(),
            "auth",
            auth(parcel),
            "image",
            parcel.image().toString(),
            "accepted",
            verdict.accepted(),
            "meaning",
            verdict.sentence());
    if (answer != null) {
      report.put("status", answer.status());
      report.set("answer", Json.parse(answer.body()));
    }
    return report;
  }

  /**
   * @param answer null when there was none
   */
  public static String text(Parcel parcel, Post.@Nullable Answer answer, Verdict verdict) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        "POST "
            + parcel.shownUrl()
            + "  "
            + parcel.to().type().key()
            + " ("
            + parcel.variant().name()
            + "), auth "
            + auth(parcel));
    if (answer != null) {
      lines.add(
          answer.status() + " " + Printable.quote(answer.body().strip()).replace("\\\"", "\""));
    }
    return lines
        .add((verdict.accepted() ? "OK: " : "NOT ACCEPTED: ") + verdict.sentence())
        .toString();
  }

  private static String auth(Parcel parcel) {
    return parcel.to().secret() == null ? "none" : parcel.to().auth().key();
  }
}
