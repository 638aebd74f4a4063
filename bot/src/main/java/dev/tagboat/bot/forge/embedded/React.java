package dev.tagboat.bot.forge.embedded;

import java.time.Instant;

/**
 * One person's answer to a comment.
 *
 * @param content as GitHub writes it, for example {@code +1}
 */
record React(long id, long comment, String login, String content, Instant created) {}
