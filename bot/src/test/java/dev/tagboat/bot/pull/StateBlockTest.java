package dev.tagboat.bot.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What bodies remember, of groups of any size. */
final class StateBlockTest {
  private static final String DIGEST = "sha256:" + "d".repeat(64);

  private static StateBlock of(int images) {
    Random random = new Random(images);
    return new StateBlock(
        IntStream.range(0, images)
            .mapToObj(
                i ->
                    "registry.acme.example/acme/some-rather-long-service-name-%d:1.0.%d@sha256:%064x"
                        .formatted(i, i, new BigInteger(256, random)))
            .toList(),
        List.of(),
        7);
  }

  private static boolean proposes(StateBlock block, int image, String digest) {
    ImageName name =
        ImageName.parse("registry.acme.example/acme/some-rather-long-service-name-" + image)
            .orElseThrow();
    return block.proposes(name, new Tag("1.0." + image), new Digest(digest));
  }

  @Test
  void aLargeGroupIsRememberedWhole() {
    StateBlock block = of(500);

    assertThat(block.render()).hasSizeLessThan(40_100);
    assertThat(StateBlock.parse("text\n" + block.render() + "\n")).contains(block);
  }

  @Test
  void whyWeClosedItIsRememberedAndAnythingElseIsNoReason() {
    for (Ending ending : Ending.values()) {
      StateBlock block = new StateBlock(List.of(), List.of(), 7, ending);
      assertThat(StateBlock.parse(block.render())).contains(block);
    }
    String other = "{\"images\":[],\"ending\":\"<b>because</b>\"}";
    String written = "<!-- tagboat:state:v1 " + encode(other.getBytes(UTF_8)) + " -->";
    assertThat(StateBlock.parse(written)).contains(StateBlock.EMPTY);
  }

  @Test
  void aHugeOneWithoutDigests() {
    String rendered = of(2_000).render();

    assertThat(rendered).hasSizeLessThan(45_000);
    StateBlock read = StateBlock.parse(rendered).orElseThrow();
    assertThat(read.images()).hasSize(2_000);
    assertThat(read.seen()).isEqualTo(7);
    assertThat(proposes(read, 1_999, DIGEST)).isTrue();
    assertThat(proposes(of(500), 499, DIGEST)).isFalse();
  }

  @Test
  void whatSaysTheSameStaysAsItWasWritten() {
    StateBlock block = of(300);
    String json = "{\"seen\":7,\"images\":[\"" + String.join("\",\"", block.images()) + "\"]}";
    String other = "<!-- tagboat:state:v2 " + encode(Packed.pack(json.getBytes(UTF_8))) + " -->";

    assertThat(other).isNotEqualTo(block.render());
    assertThat(block.render("before\n" + other)).isEqualTo(other);
    assertThat(new StateBlock(block.images(), List.of(), 8).render("before\n" + other))
        .isNotEqualTo(other);
    assertThat(block.render("before")).isEqualTo(block.render());
  }

  @Test
  void whatIsCutOrUnpacksToTooMuchIsNone() {
    byte[] packed = Packed.pack(of(300).render().getBytes(UTF_8));
    assertThat(StateBlock.parse("<!-- tagboat:state:v2 " + encode(packed).substring(40) + " -->"))
        .isEmpty();
    String half = encode(packed).substring(0, encode(packed).length() / 2);
    assertThat(StateBlock.parse("<!-- tagboat:state:v2 " + half + " -->")).isEmpty();
    String bomb = encode(Packed.pack(new byte[2 << 20]));
    assertThat(StateBlock.parse("<!-- tagboat:state:v2 " + bomb + " -->")).isEmpty();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
