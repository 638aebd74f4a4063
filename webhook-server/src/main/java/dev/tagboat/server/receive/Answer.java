package dev.tagboat.server.receive;

/** What a sender must be told, or what must be done, before it sends events. */
public sealed interface Answer {

  /**
   * To be answered with status 200 and this body, such as Event Grid's {@code
   * {"validationResponse": CODE}}.
   *
   * @param json a JSON object
   */
  record Echo(String json) implements Answer {}

  /**
   * Amazon SNS wants its subscription to be confirmed. All of it is the sender's text: nothing may
   * be called before signature, topic and the URL's host were checked.
   */
  record ConfirmSubscription(String topic, String url, String token) implements Answer {
    @Override
    public String toString() {
      return "ConfirmSubscription[" + topic + "]";
    }
  }
}
