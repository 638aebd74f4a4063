package dev.tagboat.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as Amazon SNS signs and sends them. */
public final class SnsMessages {
  public static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:pushes";
  public static final String CERTIFICATE =
      "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";

  private final Map<String, String> values = new LinkedHashMap<>();

  private SnsMessages(String type) {
    values.put("Type", type);
    values.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
    values.put("TopicArn", TOPIC);
    values.put("Timestamp", "2026-11-25T09:59:30.000Z");
    values.put("SignatureVersion", "2");
    values.put("SigningCertURL", CERTIFICATE);
  }

  public static SnsMessages notification(String message) {
    return new SnsMessages("Notification")
        .with("Message", message)
        .with("UnsubscribeURL", "https://x");
  }

  public static SnsMessages confirmation(String token) {
    return new SnsMessages("SubscriptionConfirmation")
        .with("Message", "You have chosen to subscribe.")
        .with("Token", token)
        .with("SubscribeURL", "https://evil.example/?Action=ConfirmSubscription&Token=" + token);
  }

  public SnsMessages with(String key, String value) {
    values.put(key, value);
    return this;
  }

  /** The text that AWS documents as signed. */
  private String canonical() {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"));
    if ("Notification".equals(values.get("Type"))) {
      keys = List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    }
    StringBuilder text = new StringBuilder();
    for (String key : keys) {
      if (values.containsKey(key)) {
        text.append(key).append('\n').append(values.get(key)).append('\n');
      }
    }
    return text.toString();
  }

  public String signed(TestAuthority authority, String alias) {
    String algorithm = "1".equals(values.get("SignatureVersion")) ? "SHA1withRSA" : "SHA256withRSA";
    return with("Signature", authority.sign(alias, algorithm, canonical())).json();
  }

  public String json() {
    try {
      return JsonMapper.builder().build().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
