package dev.tagboat.server.sendtest;

import java.util.regex.Matcher;

/** Amazon ECR through SNS: the event as text within a message. Only SNS itself can sign it. */
final class EcrSnsWriter implements EventWriter {

  @Override
  public Written write(Occasion occasion) {
    Matcher host = EcrWriter.host(occasion);
    String topic = "arn:aws:sns:" + host.group(2) + ":" + host.group(1) + ":tagboat";
    return Written.of(
            "text/plain; charset=UTF-8",
            Json.object(
                "Type",
                "Notification",
                "MessageId",
                occasion.id(),
                "TopicArn",
                topic,
                "Message",
                Json.text(EcrWriter.event(occasion)),
                "Timestamp",
                occasion.at().toString(),
                "SignatureVersion",
                "2",
                "Signature",
                "bm90IHNpZ25lZA==",
                "SigningCertURL",
                "https://sns." + host.group(2) + ".amazonaws.com/SimpleNotificationService.pem"))
        .with("x-amz-sns-message-type", "Notification")
        .with("x-amz-sns-message-id", occasion.id())
        .with("x-amz-sns-topic-arn", topic)
        .with("User-Agent", "Amazon Simple Notification Service Agent");
  }
}
