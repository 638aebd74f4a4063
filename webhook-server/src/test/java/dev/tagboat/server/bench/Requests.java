package dev.tagboat.server.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The two kinds of request: notifications of CNCF Distribution with a bearer token, and Tagboat's
 * own form, signed.
 *
 * @param registry the host that events speak of
 * @param digest that the registry has for every tag
 */
record Requests(String registry, String digest) {
  static final String SECRET = "the-secret-of-the-benchmark";
  private static final String WRONG = "another-secret-of-the-same-length";

  /**
   * @param number makes the event's time its own, so that a repetition can be told
   */
  byte[] bearer(String path, String tag, long number, boolean authentic) {
    String body =
        """
        {"events":[{"id":"6bd8781f-8f05-4692-ab91-8b6e5ea3a812","timestamp":"%s","action":"push",
        "target":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s",
        "size":1223,"length":1223,"repository":"%s","tag":"%s"},
        "request":{"id":"8334ec0e-b6ec-46b8-8093-d642a707bf8c","addr":"127.0.0.1:47924",
        "host":"%s","method":"PUT","useragent":"docker/27.3.1 go/go1.22.7"},
        "actor":{"name":"ci-bot"},"source":{"addr":"vm:5300"}}]}
        """
            .formatted(time(number), digest, path, tag, registry);
    return request("main", "Authorization: Bearer " + (authentic ? SECRET : WRONG), body);
  }

  byte[] signed(String path, String tag, long number, boolean authentic) {
    String body =
        "{\"image\":\"%s/%s\",\"tag\":\"%s\",\"digest\":\"%s\",\"pushedAt\":\"%s\"}"
            .formatted(registry, path, tag, digest, time(number));
    String signature = Sha256.hmac(authentic ? SECRET : WRONG, body);
    return request("signed", "X-Signature-256: sha256=" + signature, body);
  }

  private static String time(long number) {
    return Instant.ofEpochSecond(1_790_000_000L).plusMillis(number).toString();
  }

  private static byte[] request(String hook, String proof, String body) {
    return """
        POST /hooks/%s HTTP/1.1\r
        Host: 127.0.0.1\r
        %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(hook, proof, body.getBytes(StandardCharsets.UTF_8).length, body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
