package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs made of the golden cases, by seed: some JSON still, some not. */
final class FuzzInput {
  private static final String LETTERS = "ab1:/@.-_%?#&=+ \"\\é\u202e\u0000\ud83d";
  private static final String SIGNS = "{}[]\",:0e-\\";

  // More than the server reads of a body is no input.
  private static final int MAX_BODY = 2 << 20;

  private final List<GoldenCase> corpus;
  private final List<JsonNode> values = new ArrayList<>();
  private final SplittableRandom random;

  FuzzInput(List<GoldenCase> corpus, long seed) {
    this.corpus = List.copyOf(corpus);
    this.random = new SplittableRandom(seed);
    for (GoldenCase golden : corpus) {
      JsonNode body = Variants.parse(golden.request().body());
      if (body != null) {
        collect(body);
      }
    }
  }

  private void collect(JsonNode node) {
    values.add(node);
    node.forEach(this::collect);
  }

  /** A case with another's headers now and then, and a body that is nearly its own. */
  GoldenCase next() {
    GoldenCase golden = pick(corpus);
    EventHeaders headers =
        random.nextInt(8) == 0 ? pick(corpus).request().headers() : golden.request().headers();
    byte[] body = golden.request().body();
    JsonNode json = Variants.parse(body);
    for (int i = random.nextInt(4); json != null && i >= 0; i--) {
      int places = Variants.places(json);
      if (places > 0) {
        json = Variants.changed(json, random.nextInt(places), change());
      }
    }
    byte[] whole = json == null ? body : Variants.bytes(json);
    byte[] changed = Arrays.copyOf(whole, Math.min(whole.length, MAX_BODY));
    if (json == null || random.nextInt(4) == 0) {
      changed = spoilt(changed);
    }
    return new GoldenCase(
        golden.name(), golden.hook(), new GoldenCase.Request(headers, changed), golden.expected());
  }

  private Variants.Change change() {
    return switch (random.nextInt(10)) {
      case 0 -> pick(Variants.hostile());
      case 1, 2, 3 -> value -> pick(values).deepCopy();
      case 4 -> value -> JsonNodeFactory.instance.textNode(word());
      case 5 -> value -> JsonNodeFactory.instance.numberNode(random.nextLong());
      default ->
          value ->
              value != null && value.isTextual()
                  ? JsonNodeFactory.instance.textNode(spoilt(value.textValue()))
                  : pick(values).deepCopy();
    };
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private String spoilt(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(at);
      case 1 -> text.substring(0, at);
      case 2 -> text.substring(0, at) + word() + text.substring(at);
      default -> text.repeat(1 + random.nextInt(3));
    };
  }

  private byte[] spoilt(byte[] body) {
    if (body.length == 0) {
      return word().getBytes(StandardCharsets.UTF_8);
    }
    byte[] changed = body.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed[random.nextInt(changed.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
    }
    return changed;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
