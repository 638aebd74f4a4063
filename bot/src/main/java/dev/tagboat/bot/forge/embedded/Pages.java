package dev.tagboat.bot.forge.embedded;

import java.io.IOException;

/** The pages for people. */
final class Pages {
  Pages(Context context, Assembly.Behaviour behaviour, String reviewer) {}

  Answer answer(Call call) throws IOException {
    return Answer.text(404, "text/plain", "Not found");
  }
}
