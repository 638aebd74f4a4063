package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import java.util.regex.Pattern;

/**
 * Azure Container Registry: its webhooks (one event of the form of Distribution's), and its events
 * through Event Grid, in Event Grid's schema (a list) and in CloudEvents'.
 */
final class AcrDecoder implements JsonDecoder {
  private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";
  private static final String REGISTRY = "Microsoft.ContainerRegistry.";
  private static final int MAX_CODE = 512;
  private static final Pattern LOGIN_SERVER =
      Pattern.compile("[a-z0-9-]{1,100}\\.azurecr\\.(?:io|cn|us)");

  @Override
  public void read(Event event, Findings out) throws Json.Malformed {
    JsonNode body = event.body();
    if (body.isArray()) {
      out.each(body, one -> one(CloudEvent.is(one) ? "type" : "eventType", one, out));
    } else if (!event.header("ce-type").isEmpty() || CloudEvent.is(body)) {
      CloudEvent.each(event, out, one -> typed(one.type(), one.data(), out));
    } else if (body.has("eventType")) {
      one("eventType", body, out);
    } else {
      pushed(body, out);
    }
  }

  private static void one(String key, JsonNode event, Findings out) throws Json.Malformed {
    typed(Json.required(event, key), event.path("data"), out);
  }

  private static void typed(String type, JsonNode data, Findings out) throws Json.Malformed {
    String kind = type.startsWith(REGISTRY) ? type.substring(REGISTRY.length()) : type;
    if (kind.equals(VALIDATION)) {
      out.add(handshake(Json.required(data, "validationCode")));
    } else if (kind.equals("ImagePushed")) {
      pushed(data, out);
    } else if (kind.equals("ChartPushed")) {
      out.ignored(name(data), MediaTypes.CHART);
    } else if (kind.endsWith("Deleted")) {
      out.routine(name(data), "not a push but " + Printable.quote(type));
    } else {
      out.ignored(name(data), "not a push but " + Printable.quote(type));
    }
  }

  private static Decoded handshake(String code) throws Json.Malformed {
    if (code.length() > MAX_CODE) {
      throw new Json.Malformed("'validationCode' is longer than " + MAX_CODE + " characters");
    }
    String json = JsonNodeFactory.instance.objectNode().put("validationResponse", code).toString();
    return new Decoded.Handshake(
        "Event Grid", "the subscription is being validated", new Answer.Echo(json));
  }

  private static void pushed(JsonNode event, Findings out) throws Json.Malformed {
    String action = Json.required(event, "action");
    switch (action) {
      case "push" -> image(event, out);
      case "ping" -> out.ignored("", "a ping: the webhook works");
      case "chart_push" -> out.ignored(tagged(name(event), event.path("target")), MediaTypes.CHART);
      case "delete", "chart_delete" ->
          out.routine(name(event), "not a push but " + Printable.quote(action));
      default -> out.ignored(name(event), "not a push but " + Printable.quote(action));
    }
  }

  private static void image(JsonNode event, Findings out) throws Json.Malformed {
    JsonNode target = event.path("target");
    String path = Json.required(target, "repository");
    String host = Json.text(event.path("request"), "host");
    String mediaType = Json.label(target, "mediaType");
    if (mediaType != null && !MediaTypes.isManifest(mediaType)) {
      String foreign = MediaTypes.foreignConfig(mediaType);
      out.ignored(tagged(path, target), foreign.isEmpty() ? "not a manifest" : foreign);
    } else if (host != null && isForeign(ImageName.normaliseHost(host), out.hook().registry())) {
      out.ignored(path, "of another registry, " + Printable.quote(host));
    } else {
      out.push(path, DistributionDecoder.claim(event, target));
    }
  }

  // Of a whole subscription Event Grid tells of all its registries. The host is what the pusher
  // used, so only another registry of Azure's is another registry.
  private static boolean isForeign(String host, String registry) {
    return !host.equals(registry)
        && host.length() < 255
        && LOGIN_SERVER.matcher(host).matches()
        && LOGIN_SERVER.matcher(registry).matches();
  }

  private static String tagged(String path, JsonNode target) {
    String tag = Json.text(target, "tag");
    return path.isEmpty() || tag == null || tag.isEmpty() ? path : path + ":" + tag;
  }

  private static String name(JsonNode event) {
    String name = Json.text(event.path("target"), "repository");
    return name == null ? "" : name;
  }
}
