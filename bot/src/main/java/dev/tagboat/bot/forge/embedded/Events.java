package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Told of what happens, to send webhooks. */
interface Events {

  void pushed(Repo repo, RefChange change, String login) throws IOException;

  /**
   * @param action as GitHub names it, for example {@code synchronize}
   * @param more what this action's payload has beside the pull request
   */
  void pull(Repo repo, Pull pull, String action, String login, ObjectNode more) throws IOException;
}
