package dev.tagboat.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.server.config.Hook;
import java.util.List;

/** What holds of whatever is decoded, whatever was sent. */
final class Soundness {
  private static final int MOST = 500;
  private static final int LONGEST = 2_000;

  private Soundness() {}

  static void check(Hook hook, List<Decoded> decoded) {
    assertThat(decoded).isNotEmpty().hasSizeLessThanOrEqualTo(MOST);
    decoded.forEach(one -> check(hook, one));
    assertThat(decoded.stream().filter(Decoded.Pushed.class::isInstance))
        .hasSizeLessThanOrEqualTo(100);
  }

  private static void check(Hook hook, Decoded decoded) {
    if (decoded instanceof Decoded.Pushed pushed) {
      check(hook, pushed.push());
    } else if (decoded instanceof Decoded.Ignored ignored) {
      checkText(ignored.subject());
      checkText(ignored.reason());
      assertThat(ignored.reason()).isNotBlank();
      assertThat(ignored.count()).isPositive();
    } else if (decoded instanceof Decoded.Unreadable bad) {
      checkText(bad.reason());
      assertThat(bad.reason()).isNotBlank();
    } else if (decoded instanceof Decoded.Handshake asked) {
      checkText(asked.subject());
      checkText(asked.reason());
    }
  }

  private static void check(Hook hook, ImagePush push) {
    assertThat(hook.allows(push.image())).isTrue();
    assertThat(Tag.isValid(push.tag().value())).isTrue();
    assertThat(push.digest() == null || Digest.isValid(push.digest().value())).isTrue();
    checkText(push.mediaType() == null ? "" : push.mediaType());
    checkText(push.pusher() == null ? "" : push.pusher());
  }

  private static void checkText(String text) {
    assertThat(text).hasSizeLessThan(LONGEST);
    assertThat(text.codePoints())
        .allMatch(c -> c >= 0x20 && !(c >= 0x7f && c < 0xa0) && c != 0x202e && c != 0x2028);
  }
}
