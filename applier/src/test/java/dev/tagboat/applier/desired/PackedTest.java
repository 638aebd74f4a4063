package dev.tagboat.applier.desired;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class PackedTest {
  private static ObjectNode object(String yaml) {
    return (ObjectNode) YamlReader.single("o", yaml);
  }

  @Test
  void anObjectComesOutAsItWasPutIn() {
    ObjectNode object =
        object(
            "{a: {x: '', ö: \"0644\"}, b: [1, 2.5, 1e30, 12345678901234567890, true, null, {}, []]}");

    // Sorted here, so that it is the same text; Jackson has whole numbers of several widths.
    assertThat(Packed.of(object).open()).hasToString(object.toString()).isNotSameAs(object);
  }

  @Test
  void theOrderOfKeysDoesNotMatter() {
    Packed one = Packed.of(object("{a: 1, b: {c: 2, d: [3]}}"));
    Packed other = Packed.of(object("{b: {d: [3], c: 2}, a: 1}"));

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(Packed.of(object("{a: 1, b: {c: 2, d: [4]}}")));
    assertThat(new String(one.text(), UTF_8)).isEqualTo("{\"a\":1,\"b\":{\"c\":2,\"d\":[3]}}");
  }

  @Test
  void aPartOfATextIsAnObjectToo() {
    byte[] text = "[{\"a\":\"ü\"},{\"b\":2}]".getBytes(UTF_8);
    Packed part = Packed.of(text, 1, 10);

    assertThat(part.open()).isEqualTo(object("{a: ü}"));
    assertThat(part).isEqualTo(Packed.of(object("{a: ü}")));
  }
}
