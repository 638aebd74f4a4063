package dev.tagboat.bot.forge.embedded;

import dev.tagboat.bot.net.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Lets only our own pages press our buttons (CSRF). */
final class FormGuard {
  static final String FIELD = "token";

  private final Secret token;

  FormGuard() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    token = Secret.of(HexFormat.of().formatHex(bytes));
  }

  Html field() {
    return new Html()
        .raw("<input type=\"hidden\" name=\"" + FIELD + "\"")
        .attr("value", token.reveal())
        .raw(">");
  }

  /**
   * @throws ApiError 403 for a form that is not ours
   */
  void check(Call call) {
    Optional<String> origin = call.header("Origin");
    String own = "http://" + call.header("Host").orElse("");
    boolean foreign = origin.isPresent() && !origin.get().equals(own);
    String given = Call.pairs(call.body().text()).getOrDefault(FIELD, "");
    if (foreign || given.isBlank() || !Secret.of(given).equals(token)) {
      throw new ApiError(
          403, "This button was not pressed on a page of this server. Reload the page, try again.");
    }
  }
}
