package dev.tagboat.server.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.config.AlertChannel;
import java.util.Map;

/** {@code {"text": …}}, in which nothing is markup, a link or a mention. */
record SlackCourier(AlertChannel.Slack channel) implements Courier {

  @Override
  public void deliver(Alert alert) {
    String text = escaped(alert.title()) + "\n" + escaped(alert.detail());
    Posting.send(
        channel.name(),
        AlertChannel.url(channel.url()),
        Posting.bytes(JsonNodeFactory.instance.objectNode().put("text", text)),
        Map.of());
  }

  // Slack's three control characters; without < there is neither a link nor a mention. The space
  // of no width keeps what understands more Markdown, and plain @all, from seeing any.
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([@*_~`\\[!])", "$1\u200b");
  }
}
