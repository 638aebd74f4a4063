package dev.tagboat.server.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.config.AlertChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The alert as JSON, signed as reports are. */
record WebhookCourier(AlertChannel.Webhook channel) implements Courier {
  private static final String HMAC = "HmacSHA256";

  @Override
  public void deliver(Alert alert) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", 1)
            .put("cluster", alert.cluster())
            .put("trouble", alert.trouble().kind().key())
            .put("phase", alert.phase().key())
            .put("title", alert.title())
            .put("sentence", alert.trouble().sentence())
            .put("since", alert.since().toString())
            .put("at", alert.at().toString())
            .put("revision", alert.revision());
    byte[] body = Posting.bytes(json);
    Secret secret = channel.secret();
    Posting.send(
        channel.name(),
        AlertChannel.url(channel.url()),
        body,
        secret == null
            ? Map.of()
            : Map.of("X-Tagboat-Signature-256", "sha256=" + signature(secret, body)));
  }

  private static String signature(Secret secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
