package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** The objects of the graph. */
record GraphTypes(Context context) {
  private static final String BOT = "[bot]";

  GraphObject repository(Repo repo) {
    return new GraphObject("Repository")
        .with("id", NodeId.of("Repository", repo.fullName()))
        .with("name", repo.name())
        .with("nameWithOwner", repo.fullName())
        .with("url", context.urls().web(repo))
        .with("autoMergeAllowed", true)
        .field("defaultBranchRef", arguments -> ref(repo, GitRefs.HEADS + Repo.DEFAULT_BRANCH))
        .field("ref", arguments -> ref(repo, text(arguments, "qualifiedName")))
        .field("object", arguments -> object(repo, revision(arguments)))
        .field("label", arguments -> GraphMarks.label(repo, text(arguments, "name")))
        .field("milestone", arguments -> GraphMarks.milestone(repo, arguments.get("number")))
        .field("pullRequest", arguments -> numbered(repo, arguments))
        .field("pullRequests", arguments -> pulls(repo, arguments));
  }

  private static String revision(Map<String, JsonNode> arguments) {
    return text(arguments, arguments.containsKey("oid") ? "oid" : "expression");
  }

  static String text(Map<String, JsonNode> arguments, String name) {
    JsonNode value = arguments.get(name);
    if (value == null || !value.isTextual()) {
      throw new GraphQlError("Argument '" + name + "' is missing or not a string");
    }
    return value.textValue();
  }

  private GraphObject numbered(Repo repo, Map<String, JsonNode> arguments) {
    int number = arguments.getOrDefault("number", Json.object()).asInt();
    return repo.pull(number)
        .map(pull -> pull(repo, pull))
        .orElseThrow(
            () ->
                new GraphQlError(
                    "NOT_FOUND",
                    "Could not resolve to a PullRequest with the number of " + number + "."));
  }

  private GraphObject pulls(Repo repo, Map<String, JsonNode> arguments) {
    // GitHub's own order is from the oldest on.
    boolean descending =
        arguments.getOrDefault("orderBy", Json.object()).path("direction").asText().equals("DESC");
    Comparator<Pull> order = Comparator.comparing(Pull::number);
    List<Pull> all =
        repo.pulls().stream()
            .filter(pull -> fits(pull.branches().head(), arguments.get("headRefName")))
            .filter(pull -> fits(pull.branches().base(), arguments.get("baseRefName")))
            .filter(pull -> isOneOf(pull, arguments.get("states")))
            .sorted(descending ? order.reversed() : order)
            .toList();
    int page = Math.min(100, arguments.getOrDefault("first", Json.object()).asInt(100));
    return GraphObject.connection(
            "PullRequestConnection",
            all.stream().limit(page).map(pull -> pull(repo, pull)).toList())
        .with("totalCount", all.size())
        .with("pageInfo", new GraphObject("PageInfo").with("hasNextPage", all.size() > page));
  }

  private static boolean fits(String value, @Nullable JsonNode wanted) {
    return wanted == null || wanted.isNull() || wanted.asText().equals(value);
  }

  private static boolean isOneOf(Pull pull, @Nullable JsonNode states) {
    if (states == null || states.isNull()) {
      return true;
    }
    String state = pull.life().state().name();
    for (JsonNode one : states) {
      if (one.asText().equals(state)) {
        return true;
      }
    }
    return states.asText().equals(state);
  }

  GraphObject pull(Repo repo, Pull pull) {
    Pull.Branches ends = pull.branches();
    return new GraphObject("PullRequest")
        .with("id", NodeId.of(repo, "PullRequest", pull.number()))
        .with("number", pull.number())
        .with("url", context.urls().web(repo, "/pull/" + pull.number()))
        .with("title", pull.text().title())
        .with("body", pull.text().body())
        .with("state", pull.life().state().name())
        .with("closed", !pull.isOpen())
        .with("merged", pull.isMerged())
        .with("isDraft", pull.draft())
        .with("isCrossRepository", false)
        .with("author", actor(pull.author()))
        .with("headRefName", ends.head())
        .with("headRefOid", ends.headSha())
        .with("baseRefName", ends.base())
        .with("baseRefOid", ends.baseSha())
        .with("reviewDecision", null)
        .with("createdAt", pull.life().created())
        .with("updatedAt", pull.life().updated())
        .with("mergedAt", pull.isMerged() ? pull.life().closed() : null)
        .with("autoMergeRequest", autoMerge(pull))
        .with("isInMergeQueue", queued(repo, pull))
        .with("isMergeQueueEnabled", queue(repo, pull))
        .field("mergeable", arguments -> mergeable(repo, pull))
        .field(
            "mergeStateStatus",
            arguments ->
                PullJson.state(repo, pull, PullMerges.mergeable(repo, pull))
                    .toUpperCase(Locale.ROOT))
        .field("timelineItems", arguments -> timeline(repo, pull, arguments))
        .with("labels", GraphMarks.labels(repo, pull))
        .with("assignees", GraphMarks.assignees(pull))
        .with("reviewRequests", GraphMarks.requests(pull))
        .field("comments", arguments -> GraphMarks.comments(repo, pull, arguments.get("last")));
  }

  private static String mergeable(Repo repo, Pull pull) throws IOException {
    if (!pull.isOpen()) {
      return "UNKNOWN";
    }
    return PullMerges.mergeable(repo, pull) ? "MERGEABLE" : "CONFLICTING";
  }

  private static boolean queue(Repo repo, Pull pull) {
    return repo.protection(pull.branches().base()).map(Protection::mergeQueue).orElse(false);
  }

  private static boolean queued(Repo repo, Pull pull) {
    return pull.isOpen() && pull.autoMerge() != null && queue(repo, pull);
  }

  // Only to be counted.
  private static GraphObject timeline(Repo repo, Pull pull, Map<String, JsonNode> arguments) {
    List<String> wanted = new ArrayList<>();
    arguments
        .getOrDefault("itemTypes", Json.object())
        .forEach(type -> wanted.add(type.asText().toLowerCase(Locale.ROOT).replace("_event", "")));
    long count =
        repo.happenings(pull.number()).stream().filter(h -> wanted.contains(h.event())).count();
    return new GraphObject("PullRequestTimelineItemsConnection").with("totalCount", count);
  }

  private static @Nullable GraphObject autoMerge(Pull pull) {
    return pull.autoMerge() == null
        ? null
        : new GraphObject("AutoMergeRequest")
            .with("mergeMethod", pull.autoMerge().toUpperCase(Locale.ROOT))
            .with("enabledAt", pull.life().updated())
            .with("enabledBy", actor(pull.author()));
  }

  // The graph calls a bot by the name of its App, REST by that and "[bot]".
  static GraphObject actor(String login) {
    return login.endsWith(BOT)
        ? new GraphObject("Bot").with("login", login.substring(0, login.length() - BOT.length()))
        : user(login);
  }

  static GraphObject user(String login) {
    return new GraphObject("User").with("id", NodeId.of("User", login)).with("login", login);
  }

  @Nullable GraphObject ref(Repo repo, String name) throws IOException {
    String full = name.startsWith("refs/") ? name : GitRefs.HEADS + name;
    String sha = GitRefs.find(repo.git(), full).orElse(null);
    return sha == null
        ? null
        : new GraphObject("Ref")
            .with("id", NodeId.of(repo, "Ref", full))
            .with("name", full.substring(full.indexOf('/', 5) + 1))
            .with("prefix", full.substring(0, full.indexOf('/', 5) + 1))
            .field("target", arguments -> commit(repo, GitHistory.commit(repo.git(), sha)))
            .with("rules", GraphRules.connection(repo, full))
            .with("refUpdateRule", GraphRules.update(repo, full))
            .with("branchProtectionRule", null);
  }

  GraphObject commit(Repo repo, RevCommit commit) {
    return new GraphObject("Commit")
        .with("id", NodeId.of(repo, "Commit", commit.name()))
        .with("oid", commit.name())
        .with("url", context.urls().web(repo, "/commit/" + commit.name()))
        .with("message", commit.getFullMessage())
        .with("messageHeadline", commit.getShortMessage())
        .with("author", author(commit.getAuthorIdent()))
        .with(
            "signature",
            Identities.verified(commit.getCommitterIdent())
                ? new GraphObject("GpgSignature").with("isValid", true).with("state", "VALID")
                : null);
  }

  // The user of a bot is null, as on GitHub.
  private static GraphObject author(PersonIdent person) {
    return new GraphObject("GitActor")
        .with("name", person.getName())
        .with("email", person.getEmailAddress())
        .with(
            "user",
            Identities.login(person)
                .filter(login -> !login.endsWith(BOT))
                .map(GraphTypes::user)
                .orElse(null));
  }

  // revision:path names a file, a revision alone a commit.
  private @Nullable GraphObject object(Repo repo, String expression) throws IOException {
    int colon = expression.indexOf(':');
    String revision = colon < 0 ? expression : expression.substring(0, colon);
    RevCommit commit = GitHistory.find(repo.git(), revision).orElse(null);
    if (commit == null) {
      return null;
    }
    if (colon < 0) {
      return commit(repo, commit);
    }
    String path = expression.substring(colon + 1);
    String sha =
        GitTrees.find(repo.git(), commit.getTree(), path).map(GitTrees.Entry::sha).orElse(null);
    byte[] content = sha == null ? null : GitObjects.blob(repo.git(), sha).orElse(null);
    return content == null || sha == null
        ? null
        : new GraphObject("Blob")
            .with("oid", sha)
            .with("byteSize", content.length)
            .with("isTruncated", false)
            .with("text", new String(content, java.nio.charset.StandardCharsets.UTF_8));
  }
}
