package dev.tagboat.server.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose messages of Amazon SNS are taken.
 *
 * @param topics ARNs; a signature of SNS only proves that some AWS account sent it
 */
public record Sns(List<String> topics) {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-[0-9]{1,2}):[0-9]{12}:"
              + "[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");

  /**
   * @throws IllegalArgumentException when there is none, or one is no topic's ARN
   */
  public Sns {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException(
          "needs topics: anybody with an AWS account can send signed messages");
    }
    topics.forEach(Sns::host);
  }

  /** The one host that signs and confirms for a topic: its region's. */
  public static String host(String topic) {
    Matcher arn = ARN.matcher(topic);
    if (!arn.matches()) {
      throw new IllegalArgumentException(
          "a topic is named by its ARN, such as arn:aws:sns:eu-central-1:123456789012:pushes");
    }
    String suffix = arn.group(1).equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    return "sns." + arn.group(2) + "." + suffix;
  }
}
