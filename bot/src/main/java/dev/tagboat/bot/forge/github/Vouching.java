package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.git.CommitId;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commit status {@link Forge#VERIFIED}. Nice to have, so that a refusal is a warning only, told
 * once for each commit. What a commit has is asked for once; then it is remembered.
 */
final class Vouching {
  private static final int MOST_KNOWN = 1000;

  /** REST API, "Create a commit status". */
  private static final int MAX_DESCRIPTION = 140;

  private final Endpoint endpoint;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<CommitId, String> known = new LinkedHashMap<>();

  Vouching(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  List<String> vouch(CommitId commit, boolean fresh, String how) {
    String description =
        how.length() > MAX_DESCRIPTION ? how.substring(0, MAX_DESCRIPTION - 1) + "…" : how;
    if (isKnown(commit, description)) {
      return List.of();
    }
    String tried = "set the status " + Forge.VERIFIED + " of " + commit.abbreviated();
    try {
      boolean there = !fresh && Calls.unrefused(tried, () -> has(commit, description));
      if (!there) {
        JsonNode unused = Calls.unrefused(tried, () -> set(commit, description));
      }
      know(commit, description);
      return List.of();
    } catch (Refusal e) {
      Fault fault = e.toFault(tried, "commit statuses: write");
      if (fault instanceof TransientFault) {
        throw fault;
      }
      know(commit, description);
      return List.of(String.valueOf(fault.getMessage()));
    }
  }

  private boolean has(CommitId commit, String description) throws IOException {
    JsonNode all = endpoint.get("commits/" + commit.value() + "/status");
    for (JsonNode status : all.path("statuses")) {
      if (status.path("context").asText().equalsIgnoreCase(Forge.VERIFIED)) {
        return status.path("state").asText().equals("success")
            && status.path("description").asText().equals(description);
      }
    }
    return false;
  }

  private JsonNode set(CommitId commit, String description) throws IOException {
    return endpoint.send(
        "POST",
        "statuses/" + commit.value(),
        mapper.valueToTree(
            Map.of("state", "success", "context", Forge.VERIFIED, "description", description)));
  }

  private synchronized boolean isKnown(CommitId commit, String description) {
    return description.equals(known.get(commit));
  }

  private synchronized void know(CommitId commit, String description) {
    known.put(commit, description);
    if (known.size() > MOST_KNOWN) {
      Iterator<CommitId> oldest = known.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
