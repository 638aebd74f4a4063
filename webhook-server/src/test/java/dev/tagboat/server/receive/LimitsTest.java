package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.config.HookType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of one request is taken. */
final class LimitsTest {

  private static List<Decoded> decode(HookType type, String body) {
    return Decoder.of(type)
        .decode(
            new Received(EventHeaders.NONE, body.getBytes(StandardCharsets.UTF_8)), Hooks.of(type));
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"1." + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static long pushes(List<Decoded> decoded) {
    return decoded.stream().filter(Decoded.Pushed.class::isInstance).count();
  }

  private static Decoded.Ignored last(List<Decoded> decoded) {
    return (Decoded.Ignored) decoded.get(decoded.size() - 1);
  }

  @Test
  void tagsOfOneEvent() {
    List<Decoded> decoded =
        decode(HookType.GENERIC, "{\"image\":\"shop/api\",\"tags\":" + tags(130) + "}");

    assertThat(pushes(decoded)).isEqualTo(100);
    assertThat(last(decoded).count()).isEqualTo(30);
    assertThat(last(decoded).reason()).isEqualTo("more than 100 tags in one request");
  }

  @Test
  void tagsOfAllEventsTogether() {
    String image = "{\"image\":\"shop/api\",\"tags\":" + tags(60) + "}";

    List<Decoded> decoded =
        decode(HookType.GENERIC, "{\"images\":[" + image + "," + image + "," + image + "]}");

    assertThat(pushes(decoded)).isEqualTo(100);
    assertThat(last(decoded).count()).isEqualTo(80);
  }

  @Test
  void elementsOfAList() {
    List<Decoded> decoded =
        decode(HookType.QUAY, "{\"repository\":\"a/b\",\"updated_tags\":" + tags(150) + "}");

    assertThat(pushes(decoded)).isEqualTo(100);
    assertThat(last(decoded).count()).isEqualTo(50);
  }

  @Test
  void onlyHeadersThatNameTheEventAreKept() {
    EventHeaders headers =
        EventHeaders.of(
            Map.of(
                    "x-github-event", "package",
                    "x-github-encoded-secret", "c2VjcmV0",
                    "authorization", "Bearer secret",
                    "ce-type", "x".repeat(1_000))
                ::get);

    assertThat(headers.values()).isEqualTo(Map.of("x-github-event", "package"));
    assertThat(new EventHeaders(Map.of("authorization", "secret")).values()).isEmpty();
  }
}
