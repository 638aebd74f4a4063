package dev.tagboat.server.auth;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents;
import dev.tagboat.bot.net.Documents.Reach;
import dev.tagboat.server.config.Sns;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Confirms subscriptions of configured topics, which a message with a good signature asks for. */
public final class SnsSubscriptions {
  private final Documents documents;

  public SnsSubscriptions(Sources sources) {
    this.documents = sources.documents();
  }

  /**
   * Asks the topic's own region. The address is made here, of topic and token: that of the message
   * is never called.
   *
   * @return whether SNS took it
   * @throws TransientFault when it cannot be reached: SNS asks again by itself
   */
  public boolean confirm(Sns sns, String topic, String token) {
    return sns.topics().contains(topic)
        && !token.isEmpty()
        && documents.get(address(topic, token), Reach.PUBLIC) != null;
  }

  private static URI address(String topic, String token) {
    return URI.create(
        "https://"
            + Sns.host(topic)
            + "/?Action=ConfirmSubscription&TopicArn="
            + URLEncoder.encode(topic, StandardCharsets.UTF_8)
            + "&Token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }
}
