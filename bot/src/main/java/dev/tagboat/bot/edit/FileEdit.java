package dev.tagboat.bot.edit;

import java.nio.charset.StandardCharsets;

/**
 * The whole of one file before and after. As text, which for a file that was decoded strictly gives
 * its very bytes again.
 *
 * @param path relative to the repo's root, with {@code /}
 */
public record FileEdit(String path, String before, String after) {
  /** What to write. */
  public byte[] bytes() {
    return after.getBytes(StandardCharsets.UTF_8);
  }
}
