package dev.tagboat.bot.forge.embedded;

import java.time.Instant;

/** A comment on a pull request. */
record Comment(long id, int number, String author, String body, Instant created) {}
