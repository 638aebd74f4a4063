package dev.tagboat.bot.registry.embedded;

import java.io.IOException;

/** Answers the calls below one kind of path. */
@FunctionalInterface
interface Handler {

  /**
   * @param repository its name, already checked
   * @param rest what follows in the path: a reference, an upload's id
   */
  void handle(Call call, String repository, String rest) throws IOException;

  static RegistryError unsupported(Call call) {
    return new RegistryError(405, "UNSUPPORTED", call.method() + " is not supported here");
  }
}
