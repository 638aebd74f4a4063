package dev.tagboat.server.receive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of the largest size that the server reads, made to cost as much as they can. */
final class CostlyInputs {
  private static final int MAX = 2 << 20;

  private CostlyInputs() {}

  static Map<String, byte[]> all() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("numbers", "{\"events\":[" + repeated("1,", MAX - 20) + "1]}");
    texts.put("brackets", "{\"events\":" + repeated("[[[[[]]]]],", MAX - 20) + "0}");
    texts.put("escapes", "{\"action\":\"" + repeated("\\u0000", 900_000) + "\"}");
    texts.put("control characters", "{\"repository\":\"" + repeated("\\n", 1_900_000) + "\"}");
    texts.put("a long name", "{\"image\":\"" + repeated("a-", 990_000) + "a:1\"}");
    texts.put("a long path", "{\"image\":\"" + repeated("a/", 990_000) + "a:1\"}");
    texts.put("many colons", "{\"image\":\"" + repeated(":", 990_000) + "\"}");
    texts.put("names with one hash", colliding());
    texts.put("many events", events());
    texts.put(
        "many references",
        "{\"events\":[" + event(repeated("{\"mediaType\":\"x\"},", 1_000_000)) + "]}");
    texts.put("a long time", "{\"timestamp\":\"" + repeated("1", 990_000) + "\",\"action\":\"x\"}");
    texts.put("a big number", "{\"occur_at\":1e" + repeated("9", 90) + ",\"type\":\"x\"}");
    texts.put("JSON in Base64", pubSub("[" + repeated("1,", 700_000) + "1]"));
    texts.put("JSON in a text", sns("[" + repeated("1,", 700_000) + "1]"));
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    texts.forEach((name, text) -> bodies.put(name, cut(text)));
    return bodies;
  }

  private static byte[] cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, Math.min(bytes.length, MAX));
  }

  private static String repeated(String text, int length) {
    return text.repeat(length / text.length());
  }

  // "Aa" and "BB" have the same hash.
  private static String colliding() {
    return IntStream.range(0, 50_000)
        .mapToObj(CostlyInputs::name)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String name(int number) {
    StringBuilder name = new StringBuilder("\"");
    for (int bit = 0; bit < 16; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.append("\":1").toString();
  }

  private static String events() {
    String one = event(repeated("{\"mediaType\":\"x\"},", 19_000));
    return IntStream.range(0, 100)
        .mapToObj(i -> one)
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  private static String event(String references) {
    return "{\"action\":\"push\",\"target\":{\"repository\":\"a/b\",\"tag\":\"1\",\"mediaType\":"
        + "\"application/vnd.oci.image.index.v1+json\",\"references\":["
        + references
        + "0]}}";
  }

  private static String pubSub(String json) {
    String data = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return "{\"message\":{\"data\":\"" + data + "\"}}";
  }

  private static String sns(String json) {
    return "{\"TopicArn\":\"t\",\"Type\":\"Notification\",\"Message\":\"" + json + "\"}";
  }
}
