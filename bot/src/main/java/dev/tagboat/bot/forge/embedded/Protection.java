package dev.tagboat.bot.forge.embedded;

import java.util.List;

/**
 * The rules of one branch.
 *
 * @param contexts statuses that must be {@code success} on the head before a merge
 * @param mergeQueue whether pull requests are merged by a queue
 */
record Protection(String branch, List<String> contexts, boolean mergeQueue) {
  Protection {
    contexts = List.copyOf(contexts);
  }
}
