package dev.tagboat.bot.forge.embedded;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;

/** Who commits made by the server are by. */
final class Identities {
  private static final String FORGE_EMAIL = "noreply@forge.invalid";
  private static final Pattern EMAIL =
      Pattern.compile("\\d+\\+(.+)@users\\.noreply\\.forge\\.invalid");

  private Identities() {}

  /** A number that stays the same for a login. */
  static long userId(String login) {
    return Integer.toUnsignedLong(login.toLowerCase(Locale.ROOT).hashCode()) + 1;
  }

  static PersonIdent of(String login, Instant when) {
    String email = userId(login) + "+" + login + "@users.noreply.forge.invalid";
    return new PersonIdent(login, email, when, ZoneOffset.UTC);
  }

  /** The user that {@link #of} was called with; empty for people of other servers. */
  static Optional<String> login(PersonIdent person) {
    Matcher email = EMAIL.matcher(person.getEmailAddress());
    return email.matches() ? Optional.of(email.group(1)) : Optional.empty();
  }

  /** The server itself: it commits what was asked for through the API. */
  static PersonIdent forge(Instant when) {
    return new PersonIdent("Embedded forge", FORGE_EMAIL, when, ZoneOffset.UTC);
  }

  /** GitHub signs what it commits itself; here the committer stands for the signature. */
  static boolean verified(PersonIdent committer) {
    return committer.getEmailAddress().equals(FORGE_EMAIL);
  }
}
