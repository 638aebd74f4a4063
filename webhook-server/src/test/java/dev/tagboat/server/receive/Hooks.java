package dev.tagboat.server.receive;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import java.util.Arrays;
import java.util.List;

final class Hooks {
  private Hooks() {}

  static Hook of(HookType type, String... images) {
    return new Hook(
        "main",
        type,
        type.defaultAuth(),
        List.of(),
        "registry.acme.io",
        Arrays.stream(images).map(ImagePattern::parse).toList());
  }
}
