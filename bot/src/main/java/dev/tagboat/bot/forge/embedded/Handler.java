package dev.tagboat.bot.forge.embedded;

import java.io.IOException;

/** Answers one kind of call. */
@FunctionalInterface
interface Handler {
  /**
   * @throws ApiError for every answer that is not a success
   */
  Answer handle(Call call, Account account) throws IOException;
}
