package dev.tagboat.bot.pull;

import dev.tagboat.bot.git.Identity;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How whoever asks for a pull request wants it worded. Texts may hold {@code {image}} and {@code
 * {tag}}.
 *
 * @param title instead of the one in {@code .tagboat.yaml}; null for that one
 * @param body Markdown that stands before ours; null for none
 * @param message of the commit, before the places and trailers; null for our subject
 * @param signer whose {@code Signed-off-by} the commit carries; null for nobody's
 */
public record Wording(
    @Nullable String title,
    @Nullable String body,
    @Nullable String message,
    @Nullable Identity signer) {
  /** Our own words. */
  public static final Wording NONE = new Wording(null, null, null, null);

  /** Of what is put before ours, so that all of ours has room. */
  private static final int MAX = 10_000;

  String filled(String template, Change change) {
    return template.replace("{image}", change.subject()).replace("{tag}", change.tags());
  }

  /** What stands before our text; holds nothing that a later run would take for ours. */
  String intro(Change change) {
    if (body == null) {
      return "";
    }
    String safe = filled(body, change).replace("\r\n", "\n").replace("<!--", "&lt;!--").strip();
    return safe.length() > MAX ? safe.substring(0, MAX) + "…" : safe;
  }

  static int room(String intro) {
    return intro.getBytes(StandardCharsets.UTF_8).length + 2;
  }
}
