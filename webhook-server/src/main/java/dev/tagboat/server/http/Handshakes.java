package dev.tagboat.server.http;

import dev.tagboat.server.auth.SnsSubscriptions;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Sns;
import dev.tagboat.server.receive.Answer;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what an authentic sender asks for before it sends events. */
final class Handshakes {
  private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

  private final SnsSubscriptions subscriptions;

  Handshakes(Sources sources) {
    this.subscriptions = new SnsSubscriptions(sources);
  }

  /**
   * To be done before the request is answered, so that the sender asks again when it fails.
   *
   * @throws dev.tagboat.bot.fault.TransientFault when it could not be done
   */
  void prepare(Hook hook, Answer asked) {
    Sns sns = hook.trust().sns();
    // Without a signature of SNS the token could be anybody's.
    if (asked instanceof Answer.ConfirmSubscription wanted && sns != null) {
      boolean confirmed = subscriptions.confirm(sns, wanted.topic(), wanted.token());
      LOG.atInfo()
          .addKeyValue("hook", hook.name())
          .addKeyValue("topic", wanted.topic())
          .log(confirmed ? "subscription confirmed" : "SNS did not take the confirmation");
    }
  }

  /** Whether the answer was given here, in place of a receipt. */
  static boolean answer(Context ctx, Answer asked) {
    if (asked instanceof Answer.Echo echo) {
      ctx.status(200)
          .contentType("application/json")
          .result(echo.json().getBytes(StandardCharsets.UTF_8));
      return true;
    }
    return false;
  }
}
