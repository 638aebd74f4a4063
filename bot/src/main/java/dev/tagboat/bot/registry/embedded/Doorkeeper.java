package dev.tagboat.bot.registry.embedded;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Credentials;
import org.jspecify.annotations.Nullable;

/** Lets in everybody, or only who knows the password (Basic authentication). */
final class Doorkeeper {
  private final @Nullable String username;
  private final Optional<Secret> expected;

  Doorkeeper(EmbeddedRegistryOptions options) {
    String name = options.username();
    Secret password = options.password();
    this.username = name;
    this.expected =
        name == null || password == null
            ? Optional.empty()
            : Optional.of(
                Secret.of(Credentials.basic(name, password.reveal(), StandardCharsets.UTF_8)));
  }

  /** The user's name; null when everybody is let in. */
  @Nullable String username() {
    return username;
  }

  void check(Call call) {
    boolean welcome =
        expected.isEmpty()
            || call.header("Authorization")
                .filter(given -> !given.isBlank())
                .map(Secret::of)
                .equals(expected);
    if (!welcome) {
      call.with("WWW-Authenticate", "Basic realm=\"tagboat\"");
      throw new RegistryError(401, "UNAUTHORIZED", "a user name and password are needed");
    }
  }
}
