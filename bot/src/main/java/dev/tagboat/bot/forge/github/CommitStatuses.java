package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.git.CommitId;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statuses of commits. Nice to have, so that a refusal is a warning only, told once for each. What
 * a commit has is asked for once; then it is remembered.
 */
final class CommitStatuses {
  private static final int MOST_KNOWN = 1000;

  /** REST API, "Create a commit status". */
  private static final int MAX_DESCRIPTION = 140;

  private final Endpoint endpoint;
  private final Map<Name, Said> known = new LinkedHashMap<>();

  private record Name(CommitId commit, String context) {}

  private record Said(String state, String description) {}

  CommitStatuses(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @param state in GitHub's words
   * @param fresh whether nothing is said of the commit yet
   */
  List<String> set(CommitId commit, String context, String state, String sentence, boolean fresh) {
    Name name = new Name(commit, context);
    Said said = new Said(state, cut(sentence));
    if (isKnown(name, said)) {
      return List.of();
    }
    String tried = "set the status " + context + " of " + commit.abbreviated();
    try {
      boolean there = !fresh && Calls.unrefused(tried, () -> has(name, said));
      if (!there) {
        JsonNode unused = Calls.unrefused(tried, () -> send(name, said));
      }
      know(name, said);
      return List.of();
    } catch (Refusal e) {
      Fault fault = e.toFault(tried, "commit statuses: write");
      if (fault instanceof TransientFault) {
        throw fault;
      }
      know(name, said);
      return List.of(String.valueOf(fault.getMessage()));
    }
  }

  // Newest first; contexts are compared without regard to case.
  private boolean has(Name name, Said said) throws IOException {
    return endpoint.list("commits/" + name.commit() + "/statuses", Map.of(), 1).stream()
        .filter(one -> one.path("context").asText().equalsIgnoreCase(name.context()))
        .findFirst()
        .filter(one -> one.path("state").asText().equals(said.state()))
        .filter(one -> one.path("description").asText().equals(said.description()))
        .isPresent();
  }

  private JsonNode send(Name name, Said said) throws IOException {
    return endpoint.send(
        "POST",
        "statuses/" + name.commit(),
        JsonNodeFactory.instance
            .objectNode()
            .put("state", said.state())
            .put("description", said.description())
            .put("context", name.context()));
  }

  /** As much as GitHub takes for a description, here and elsewhere. */
  static String cut(String text) {
    if (text.length() <= MAX_DESCRIPTION) {
      return text;
    }
    int end = MAX_DESCRIPTION - 1;
    // Never between the two halves of a character.
    return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + "…";
  }

  private synchronized boolean isKnown(Name name, Said said) {
    return said.equals(known.get(name));
  }

  private synchronized void know(Name name, Said said) {
    known.put(name, said);
    if (known.size() > MOST_KNOWN) {
      Iterator<Name> oldest = known.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
