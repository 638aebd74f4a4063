package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.git.CommitId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Commits by the Git Data API. Author and committer are left out: then GitHub fills in our account,
 * and signs what an App commits ("Verified").
 */
final class GitData implements Commits {
  /** Larger trees are refused now and then; each piece builds on the one before. */
  private static final int ENTRIES = 100;

  private static final String NEED = "contents: write";
  private static final int MOST_KNOWN = 1000;
  private static final Pattern NO_REPLY =
      Pattern.compile("(?:\\d+\\+)?(?<login>.+)@users\\.noreply\\..+");
  private static final String MOVE =
      """
      mutation($repository: ID!, $ref: GitRefname!, $from: GitObjectID!, $to: GitObjectID!) {
        updateRefs(
          input: {
            repositoryId: $repository
            refUpdates: [{ name: $ref, beforeOid: $from, afterOid: $to, force: true }]
          }
        ) { clientMutationId }
      }
      """;
  private static final String VIEWER = "query { viewer { login } }";

  private final Endpoint endpoint;
  private final GraphQl graph;
  private final GitHubSettings settings;
  private final NodeIds ids;
  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final Map<CommitId, Boolean> ours =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CommitId, Boolean> eldest) {
          return size() > MOST_KNOWN;
        }
      };
  private volatile @Nullable String login;

  GitData(Endpoint endpoint, GraphQl graph, GitHubSettings settings, NodeIds ids) {
    this.endpoint = endpoint;
    this.graph = graph;
    this.settings = settings;
    this.ids = ids;
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
          if (moved) {
            know(new CommitId(commit), true);
          }
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

  private boolean moved(String branch, String commit, CommitId expected) throws IOException {
    return leased(branch, commit, expected) || checked(branch, commit, expected);
  }

  // Only the graph has a compare-and-set for a forced move. Where it did not do it, reading tells
  // why, or the server is too old for it.
  private boolean leased(String branch, String commit, CommitId expected) {
    Optional<String> repository = ids.of(NodeIds.Kind.REPOSITORY, settings.slug());
    if (repository.isEmpty()) {
      return false;
    }
    Map<String, String> variables =
        Map.of(
            "repository",
            repository.get(),
            "ref",
            "refs/heads/" + branch,
            "from",
            expected.value(),
            "to",
            commit);
    try {
      GraphQl.Reply reply = graph.reply("move the branch " + branch, MOVE, variables);
      return reply.problems().isEmpty() && reply.data().path("updateRefs").isObject();
    } catch (UserFault e) {
      return false;
    } catch (TransientFault e) {
      // Where only the answer was lost, it is done.
      if (e.retryAfter().isPresent()) {
        throw e;
      }
      return false;
    }
  }

  // REST has none: the branch is read right before it.
  private boolean checked(String branch, String commit, CommitId expected) throws IOException {
    String now;
    try {
      now = endpoint.get("git/ref/heads/" + branch).path("object").path("sha").asText();
    } catch (Refusal e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
    if (!now.equals(expected.value())) {
      return now.equals(commit);
    }
    endpoint.send(
        "PATCH",
        "git/refs/heads/" + branch,
        json.objectNode().put("sha", commit).put("force", true));
    return true;
  }

  /** Whether a commit on a branch of ours was made here, with our credentials. */
  boolean isOurs(CommitId commit) {
    Boolean known = known(commit);
    return known == null ? asked(commit) : known;
  }

  boolean isKnown(CommitId commit) {
    return known(commit) != null;
  }

  private @Nullable Boolean known(CommitId commit) {
    synchronized (ours) {
      return ours.get(commit);
    }
  }

  private void know(CommitId commit, boolean isOurs) {
    synchronized (ours) {
      ours.put(commit, isOurs);
    }
  }

  /**
   * Takes over what was found out of a commit beside something else.
   *
   * @param author of the graph, which knows the users of people, but not those of Apps
   * @param viewer who we are
   */
  void learn(CommitId commit, JsonNode author, String viewer) {
    login = viewer;
    Matcher address = NO_REPLY.matcher(author.path("email").asText(""));
    if (author.path("user").isObject()) {
      know(commit, author.path("user").path("login").asText().equalsIgnoreCase(viewer));
    } else if (address.matches()) {
      know(commit, address.group("login").equalsIgnoreCase(viewer));
    }
  }

  private boolean asked(CommitId commit) {
    JsonNode found =
        Calls.run(
            "look at commit " + commit.abbreviated(),
            "contents: read",
            () -> endpoint.get("commits", commit.value()));
    boolean isOurs = found.path("author").path("login").asText().equalsIgnoreCase(login());
    know(commit, isOurs);
    return isOurs;
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
