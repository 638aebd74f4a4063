package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each golden case with every one of its places spoilt in every way. */
final class HostileVariantsTest {
  private static final Pattern MEMBER = Pattern.compile("\"[A-Za-z_-]+\"\\s*:\\s*");

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  private static List<Decoded> decode(GoldenCase golden, byte[] body) {
    List<Decoded> decoded = golden.decode(golden.request().with(body));
    Soundness.check(golden.hook(), decoded);
    return decoded;
  }

  private static Set<String> images(List<Decoded> decoded) {
    return decoded.stream()
        .filter(Decoded.Pushed.class::isInstance)
        .map(one -> ((Decoded.Pushed) one).push().image().toString())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPlaceMayHoldAnything(GoldenCase golden) {
    Set<String> known = images(golden.decode());
    JsonNode body = Variants.parse(golden.request().body());
    for (int i = 0; body != null && i < Variants.places(body); i++) {
      for (Variants.Change change : Variants.hostile()) {
        byte[] changed = Variants.bytes(Variants.changed(body, i, change));
        Set<String> found = images(decode(golden, changed));
        found.removeAll(known);

        // What is not there, or not what it should be, is not guessed at.
        assertThat(known.isEmpty() ? known : found).as("place %d", i).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRepeatedKeyIsRefused(GoldenCase golden) {
    String body = new String(golden.request().body(), StandardCharsets.UTF_8);
    Matcher member = MEMBER.matcher(body);
    while (member.find()) {
      String twice =
          body.substring(0, member.start())
              + member.group()
              + "1,"
              + body.substring(member.start());

      assertThat(decode(golden, twice.getBytes(StandardCharsets.UTF_8)))
          .allMatch(Decoded.Unreadable.class::isInstance);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBodyThatIsCutOffIsUnreadable(GoldenCase golden) {
    byte[] body = golden.request().body();
    int end = new String(body, StandardCharsets.ISO_8859_1).stripTrailing().length();
    for (int length = 0; length < end; length += Math.max(1, end / 200)) {
      assertThat(decode(golden, Arrays.copyOf(body, length)))
          .allMatch(Decoded.Unreadable.class::isInstance);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void otherEncodingsAreUnreadable(GoldenCase golden) {
    String body = new String(golden.request().body(), StandardCharsets.UTF_8);
    for (Charset other : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThat(decode(golden, body.getBytes(other)))
          .allMatch(Decoded.Unreadable.class::isInstance);
    }
    assertThat(decode(golden, ("\uFEFF" + body).getBytes(StandardCharsets.UTF_8)))
        .allMatch(Decoded.Unreadable.class::isInstance);
    assertThat(
            decode(
                golden,
                (body.charAt(0) + "é" + body.substring(1)).getBytes(StandardCharsets.ISO_8859_1)))
        .allMatch(Decoded.Unreadable.class::isInstance);
  }
}
