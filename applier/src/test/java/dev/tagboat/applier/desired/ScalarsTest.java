package dev.tagboat.applier.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Every scalar of {@code scalars.tsv}, as a real API server read it: the scalar, a tab, the JSON
 * that was stored, or {@code ERR} where it refused.
 */
final class ScalarsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void readsWhatTheApiServerReads() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : lines()) {
      String[] parts = line.split("\t", -1);
      String read = read(parts[0]);
      if (!same(read, parts[1])) {
        wrong.add(parts[0] + " is read as " + read + ", not " + parts[1]);
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = ScalarsTest.class.getResourceAsStream("scalars.tsv")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static String read(String scalar) {
    try {
      return YamlReader.read("f", "v: " + scalar + "\n").get(0).value().path("v").toString();
    } catch (Unreadable e) {
      return "ERR";
    }
  }

  // 1.0E20 and 100000000000000000000 are one number.
  private static boolean same(String read, String expected) throws IOException {
    if (read.equals("ERR") || expected.equals("ERR")) {
      return read.equals(expected);
    }
    JsonNode one = MAPPER.readTree(read);
    JsonNode other = MAPPER.readTree(expected);
    boolean numbers = one.isNumber() && other.isNumber();
    return numbers ? one.asDouble() == other.asDouble() : one.equals(other);
  }
}
