package dev.tagboat.server.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bodies as senders send them. */
final class Events {
  private Events() {}

  static String event(String action, String mediaType, String repository, String tag, int digest) {
    return """
        {"id":"6bd8781f-8f05-4692-ab91-8b6e5ea3a812","timestamp":"2026-11-23T11:53:57.838407386Z",
         "action":"%s","target":{"mediaType":"%s","digest":"sha256:%064x","size":1223,
         "repository":"%s"%s},"request":{"host":"127.0.0.1:5300","method":"PUT"},
         "actor":{"name":"ci-bot"},"source":{"addr":"vm:5300"}}"""
        .formatted(
            action, mediaType, digest, repository, tag.isEmpty() ? "" : ",\"tag\":\"" + tag + "\"");
  }

  static String push(String repository, String tag, int digest) {
    return event("push", "application/vnd.oci.image.index.v1+json", repository, tag, digest);
  }

  static String blob(String repository) {
    return event("push", "application/octet-stream", repository, "", 9);
  }

  static String envelope(String... events) {
    return Arrays.stream(events).collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  static String generic(String image, String tag) {
    return "{\"image\":\"%s\",\"tag\":\"%s\"}".formatted(image, tag);
  }

  static String signature(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256="
          + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
