package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon ECR's events as EventBridge has them, sent to an API destination, or wrapped by Amazon SNS
 * as the text {@code Message}.
 */
final class EcrDecoder implements JsonDecoder {
  private static final String ACTION = "ECR Image Action";

  /** The CloudEvent that EventBridge makes of it where it was set up for Argo CD Image Updater. */
  private static final String TRANSFORMED = "com.amazon.ecr.image.push";

  private static final Pattern HOST =
      Pattern.compile("([0-9]{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\..+");

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    if (body.has("TopicArn")) {
      notification(body, out);
    } else if (body.isArray()) {
      out.each(body, one -> one(one, out));
    } else {
      one(body, out);
    }
  }

  private static void notification(JsonNode body, Findings out) throws Json.Malformed {
    String topic = Json.required(body, "TopicArn");
    String type = Json.required(body, "Type");
    switch (type) {
      case "Notification" -> one(Json.read("'Message'", Json.required(body, "Message")), out);
      case "SubscriptionConfirmation" ->
          out.add(
              new Decoded.Handshake(
                  Printable.quote(topic),
                  "the subscription is to be confirmed",
                  new Answer.ConfirmSubscription(
                      topic, Json.required(body, "SubscribeURL"), Json.required(body, "Token"))));
      default -> out.ignored(topic, "not a notification but " + Printable.quote(type));
    }
  }

  private static void one(JsonNode received, Findings out) throws Json.Malformed {
    JsonNode event =
        TRANSFORMED.equals(Json.text(received, "type")) ? restored(received) : received;
    String kind = Json.required(event, "detail-type");
    JsonNode detail = event.path("detail");
    String path = Json.text(detail, "repository-name");
    if (!kind.equals(ACTION) || !"aws.ecr".equals(Json.text(event, "source"))) {
      out.routine(path == null ? "" : path, "not a push but " + Printable.quote(kind));
      return;
    }
    String repository = Json.required(detail, "repository-name");
    String action = Json.required(detail, "action-type");
    String ignored = ignored(event, detail, out.hook().registry());
    if (!action.equals("PUSH")) {
      out.routine(repository, "not a push but " + Printable.quote(action));
    } else if (!ignored.isEmpty()) {
      out.ignored(repository, ignored);
    } else {
      out.push(repository, claim(event, detail));
    }
  }

  /** The event that a CloudEvent was made of. */
  private static JsonNode restored(JsonNode event) {
    JsonNode data = event.path("data");
    // urn:aws:ecr:REGION:ACCOUNT:repository/NAME
    String source = text(event, "source");
    String[] urn = source.split(":", 6);
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put("detail-type", ACTION).put("source", "aws.ecr");
    made.set("time", event.path("time"));
    if (urn.length == 6) {
      made.put("region", urn[3]).put("account", urn[4]);
    }
    ObjectNode detail =
        made.putObject("detail").put("action-type", "PUSH").put("result", "SUCCESS");
    detail.set("repository-name", data.path("repositoryName"));
    detail.set("image-tag", data.path("imageTag"));
    detail.set("image-digest", data.path("imageDigest"));
    return made;
  }

  private static String ignored(JsonNode event, JsonNode detail, String registry)
      throws Json.Malformed {
    String result = Json.required(detail, "result");
    if (!result.equals("SUCCESS")) {
      return "a push that ended with " + Printable.quote(result);
    }
    Matcher host = HOST.matcher(registry);
    return host.matches() && !(is(event, "account", host, 1) && is(event, "region", host, 2))
        ? "of another registry: " + place(event)
        : MediaTypes.foreignConfig(text(detail, "artifact-media-type"));
  }

  private static boolean is(JsonNode event, String key, Matcher host, int group) {
    String value = Json.text(event, key);
    return value == null || value.equals(host.group(group));
  }

  private static String place(JsonNode event) {
    return "account " + label(event, "account") + " in region " + label(event, "region");
  }

  private static String label(JsonNode event, String key) {
    return Printable.quote(text(event, key));
  }

  private static String text(JsonNode node, String key) {
    String value = Json.label(node, key);
    return value == null ? "" : value;
  }

  private static Claim claim(JsonNode event, JsonNode detail) throws Json.Malformed {
    return new Claim(
        Json.optional(detail, "image-tag"),
        Json.optional(detail, "image-digest"),
        Json.label(detail, "manifest-media-type"),
        Json.time(event, "time"),
        null);
  }
}
