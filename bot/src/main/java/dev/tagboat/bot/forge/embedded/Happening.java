package dev.tagboat.bot.forge.embedded;

import java.time.Instant;

/**
 * Something that was done to a pull request, as its history shows it.
 *
 * @param event as GitHub names it, for example {@code labeled}
 * @param subject the label, the login or the team that it is about; may be empty
 */
record Happening(
    long id, int number, String event, String actor, String subject, Instant created) {}
