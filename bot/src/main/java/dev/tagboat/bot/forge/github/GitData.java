package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.git.CommitId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits by the Git Data API. Author and committer are left out: then GitHub fills in our account,
 * and signs what an App commits ("Verified").
 */
final class GitData implements Commits {
  /** Larger trees are refused now and then; each piece builds on the one before. */
  private static final int ENTRIES = 100;

  private static final String NEED = "contents: write";
  private static final String VIEWER = "query { viewer { login } }";

  private final Endpoint endpoint;
  private final GraphQl graph;
  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private volatile @Nullable String login;

  GitData(Endpoint endpoint, GraphQl graph) {
    this.endpoint = endpoint;
    this.graph = graph;
  }

  @Override
  public Optional<CommitId> put(
      String branch, CommitId base, List<File> files, String message, @Nullable CommitId expected) {
    return Calls.run(
        "commit to the branch " + branch,
        NEED,
        () -> {
          String commit = commit(base, tree(base, files), message);
          boolean moved =
              expected == null ? created(branch, commit) : moved(branch, commit, expected);
          return moved ? Optional.of(new CommitId(commit)) : Optional.empty();
        });
  }

  private String tree(CommitId base, List<File> files) throws IOException {
    String tree = base.value();
    for (int from = 0; from < files.size(); from += ENTRIES) {
      ObjectNode body = json.objectNode().put("base_tree", tree);
      ArrayNode entries = body.putArray("tree");
      for (File file : files.subList(from, Math.min(files.size(), from + ENTRIES))) {
        entries.add(entry(file));
      }
      tree = endpoint.send("POST", "git/trees", body).path("sha").asText();
    }
    return tree;
  }

  private ObjectNode entry(File file) throws IOException {
    ObjectNode entry =
        json.objectNode()
            .put("path", file.path())
            .put("mode", file.executable() ? "100755" : "100644")
            .put("type", "blob");
    try {
      // Inline text saves a request for each file.
      return entry.put(
          "content",
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.content())).toString());
    } catch (CharacterCodingException e) {
      ObjectNode blob =
          json.objectNode()
              .put("content", Base64.getEncoder().encodeToString(file.content()))
              .put("encoding", "base64");
      return entry.set("sha", endpoint.send("POST", "git/blobs", blob).path("sha"));
    }
  }

  private String commit(CommitId base, String tree, String message) throws IOException {
    ObjectNode body = json.objectNode().put("message", message).put("tree", tree);
    body.putArray("parents").add(base.value());
    return endpoint.send("POST", "git/commits", body).path("sha").asText();
  }

  private boolean created(String branch, String commit) throws IOException {
    try {
      endpoint.send(
          "POST",
          "git/refs",
          json.objectNode().put("ref", "refs/heads/" + branch).put("sha", commit));
      return true;
    } catch (Refusal e) {
      if (e.says("Reference already exists")) {
        return false;
      }
      throw e;
    }
  }

  // The API has no compare-and-set for a forced move: the branch is read right before it.
  private boolean moved(String branch, String commit, CommitId expected) throws IOException {
    try {
      JsonNode ref = endpoint.get("git/ref/heads/" + branch);
      if (!ref.path("object").path("sha").asText().equals(expected.value())) {
        return false;
      }
    } catch (Refusal e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
    endpoint.send(
        "PATCH",
        "git/refs/heads/" + branch,
        json.objectNode().put("sha", commit).put("force", true));
    return true;
  }

  @Override
  public boolean isOurs(CommitId commit) {
    JsonNode found =
        Calls.run(
            "look at commit " + commit.abbreviated(),
            "contents: read",
            () -> endpoint.get("commits", commit.value()));
    return found.path("author").path("login").asText().equalsIgnoreCase(login());
  }

  private String login() {
    String known = login;
    if (known == null) {
      known = graph.query("ask who we are", VIEWER, Map.of()).path("viewer").path("login").asText();
      login = known;
    }
    return known;
  }
}
