package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that people sign in with, and what each of them is good for. */
public final class SignInTokens {
  private final Secrets operators;
  private final Secrets readers;
  private final boolean any;
  private final Map<Role, String> marks = new EnumMap<>(Role.class);

  /**
   * @param operator null for nobody
   * @param reader null for nobody
   */
  public SignInTokens(@Nullable Secret operator, @Nullable Secret reader) {
    this.operators = new Secrets(operator == null ? List.of() : List.of(operator));
    this.readers = new Secrets(reader == null ? List.of() : List.of(reader));
    this.any = operator != null || reader != null;
    mark(Role.OPERATOR, operator);
    mark(Role.READER, reader);
  }

  private void mark(Role role, @Nullable Secret token) {
    if (token != null) {
      marks.put(role, new BadgeKeys(token).of("session", role.key()));
    }
  }

  /**
   * Another text for another token, which says nothing of it: sessions carry it, so that they end
   * when the token is replaced. Empty for a role that nobody has.
   */
  public String mark(Role role) {
    return marks.getOrDefault(role, "");
  }

  /** Whether there is one at all. */
  public boolean any() {
    return any;
  }

  /** What {@code token} is good for; empty for nothing. */
  public Optional<Role> role(@Nullable String token) {
    // Both are compared each time, so that the time tells nothing.
    boolean operator = operators.contain(token);
    boolean reader = readers.contain(token);
    return operator
        ? Optional.of(Role.OPERATOR)
        : reader ? Optional.of(Role.READER) : Optional.empty();
  }

  /** That of {@code Authorization: Bearer TOKEN}; null without one. */
  public static @Nullable String bearer(Presented presented) {
    return BearerVerifier.token(presented.value("Authorization"));
  }
}
