package dev.tagboat.bot.forge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphQlTest {
  @TempDir Path dir;
  private ForgeFixture forge;

  @BeforeEach
  void start() {
    forge = ForgeFixture.start(ForgeFixture.config(dir));
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  private JsonNode ask(String query, ObjectNode variables, String token) {
    ObjectNode body = Json.object().put("query", query);
    body.set("variables", variables);
    String url = forge.forge.webUrl() + "api/graphql";
    return forge.send("POST", url, body, token, Map.of()).json();
  }

  private JsonNode ask(String query, ObjectNode variables) {
    return ask(query, variables, ForgeFixture.TOKEN);
  }

  private JsonNode pull(int number) {
    return ask(
            """
            query Look($owner: String!, $name: String!, $number: Int!) {
              repository(owner: $owner, name: $name) {
                pullRequest(number: $number) {
                  id mergeable isInMergeQueue isDraft
                  autoMergeRequest { mergeMethod }
                  author { login ... on Bot { login } }
                }
              }
            }
            """,
            Json.object().put("owner", "acme").put("name", "config").put("number", number))
        .at("/data/repository/pullRequest");
  }

  private JsonNode mutate(String name, ObjectNode input) {
    ObjectNode variables = Json.object();
    variables.set("input", input);
    return ask(
        "mutation($input: Input!) { done: "
            + name
            + "(input: $input) { clientMutationId pullRequest { number isDraft } } }",
        variables);
  }

  @Test
  void showsAPullRequest() {
    JsonNode pull = pull(forge.open("bump"));

    assertThat(pull.path("mergeable").asText()).isEqualTo("MERGEABLE");
    assertThat(pull.path("isInMergeQueue").asBoolean(true)).isFalse();
    assertThat(pull.path("autoMergeRequest").isNull()).isTrue();
    assertThat(pull.path("author").path("login").asText()).isEqualTo("tagboat");
  }

  @Test
  void autoMergeWaitsForTheStatusAndThenMerges() {
    int number = forge.open("bump");
    ObjectNode input = Json.object().put("pullRequestId", pull(number).path("id").asText());
    input.put("mergeMethod", "SQUASH");

    assertThat(mutate("enablePullRequestAutoMerge", input).at("/errors/0/message").asText())
        .contains("Pull request is in clean status");
    forge.forge.protect("acme", "config", "main", List.of("ci"), false);
    assertThat(mutate("enablePullRequestAutoMerge", input).has("errors")).isFalse();
    assertThat(pull(number).at("/autoMergeRequest/mergeMethod").asText()).isEqualTo("SQUASH");

    forge.send(
        "POST",
        ForgeFixture.REPO + "/statuses/" + forge.head("bump"),
        ForgeFixture.body("state", "success", "context", "ci"));

    assertThat(forge.get(ForgeFixture.REPO + "/pulls/" + number).json().path("merged").asBoolean())
        .isTrue();
  }

  @Test
  void aDraftBecomesReady() {
    int number = forge.open("bump");
    ObjectNode input = Json.object().put("pullRequestId", pull(number).path("id").asText());

    mutate("convertPullRequestToDraft", input);
    assertThat(pull(number).path("isDraft").asBoolean()).isTrue();
    mutate("markPullRequestReadyForReview", input);
    assertThat(pull(number).path("isDraft").asBoolean()).isFalse();
  }

  @Test
  void commitsOnABranchOnlyOnTheExpectedHead() {
    String head = forge.branch("bump");
    JsonNode stale = commit(forge.head("main"));
    assertThat(stale.at("/errors/0/type").asText()).isEqualTo("STALE_DATA");

    JsonNode made = commit(head);

    assertThat(made.at("/data/createCommitOnBranch/commit/oid").asText())
        .isEqualTo(forge.head("bump"));
    assertThat(made.at("/data/createCommitOnBranch/commit/signature/isValid").asBoolean()).isTrue();
  }

  private JsonNode commit(String head) {
    ObjectNode input = Json.object().put("expectedHeadOid", head);
    input
        .putObject("branch")
        .put("repositoryNameWithOwner", "acme/config")
        .put("branchName", "bump");
    input.putObject("message").put("headline", "Bump").put("body", "why");
    input
        .putObject("fileChanges")
        .putArray("additions")
        .addObject()
        .put("path", "apps/web.yaml")
        .put(
            "contents",
            Base64.getEncoder().encodeToString("image: web:7\n".getBytes(StandardCharsets.UTF_8)));
    ObjectNode variables = Json.object();
    variables.set("input", input);
    return ask(
        """
        mutation Commit($input: CreateCommitOnBranchInput!) {
          createCommitOnBranch(input: $input) { commit { oid url signature { isValid } } }
        }
        """,
        variables);
  }

  private JsonNode ids() {
    return ask(
        """
        query {
          repository(owner: "acme", name: "config") {
            id label(name: "bot") { id } milestone(number: 3) { id }
          }
          ann: user(login: "ann") { id }
          nobody: user(login: "nobody") { id }
          organization(login: "acme") { ops: team(slug: "ops") { id } }
        }
        """,
        Json.object());
  }

  @Test
  void severalMarksArePutOnInOneRequestAndOneThatFailsHindersNoOther() {
    int number = forge.open("bump");
    forge.forge.collaborator("acme", "config", "ann", "write");
    forge.send("POST", ForgeFixture.REPO + "/labels", ForgeFixture.body("name", "bot"));
    JsonNode ids = ids();
    assertThat(ids.at("/errors/0/type").asText()).isEqualTo("NOT_FOUND");
    assertThat(ids.at("/errors/0/path/0").asText()).isEqualTo("nobody");
    ObjectNode variables = Json.object().put("pull", pull(number).path("id").asText());
    variables.set("labels", Json.strings(List.of(ids.at("/data/repository/label/id").asText())));
    variables.set("people", Json.strings(List.of(ids.at("/data/ann/id").asText())));
    variables.set("teams", Json.strings(List.of(ids.at("/data/organization/ops/id").asText())));
    variables.put("milestone", ids.at("/data/repository/milestone/id").asText());

    JsonNode marked =
        ask(
            """
            mutation($pull: ID!, $labels: [ID!]!, $people: [ID!]!, $teams: [ID!], $milestone: ID) {
              bad: addLabelsToLabelable(input: { labelableId: $pull, labelIds: ["x"] }) {
                clientMutationId
              }
              addLabelsToLabelable(input: { labelableId: $pull, labelIds: $labels }) {
                clientMutationId
              }
              addAssigneesToAssignable(input: { assignableId: $pull, assigneeIds: $people }) {
                assignable { ... on PullRequest { assignees(first: 9) { nodes { login } } } }
              }
              requestReviews(
                input: { pullRequestId: $pull, userIds: $people, teamIds: $teams, union: true }
              ) { clientMutationId }
              updatePullRequest(input: { pullRequestId: $pull, milestoneId: $milestone }) {
                clientMutationId
              }
            }
            """,
            variables);

    assertThat(marked.path("errors")).hasSize(1);
    assertThat(marked.at("/errors/0/path/0").asText()).isEqualTo("bad");
    assertThat(marked.at("/data/bad").isNull()).isTrue();
    assertThat(marked.at("/data/addAssigneesToAssignable/assignable/assignees/nodes/0/login"))
        .hasToString("\"ann\"");
    JsonNode open = forge.get(ForgeFixture.REPO + "/pulls/" + number).json();
    assertThat(open.at("/labels/0/name").asText()).isEqualTo("bot");
    assertThat(open.at("/requested_reviewers/0/login").asText()).isEqualTo("ann");
    assertThat(open.at("/requested_teams/0/slug").asText()).isEqualTo("ops");
    assertThat(forge.forge.milestone("acme", "config", number)).contains("3");
  }

  @Test
  void refsMoveOnlyFromWhereTheyAreSaidToBe() {
    String from = forge.branch("bump");
    String to = forge.head("main");
    String repo = ids().at("/data/repository/id").asText();

    assertThat(move(repo, to, from).at("/errors/0/type").asText()).isEqualTo("UNPROCESSABLE");
    assertThat(forge.head("bump")).isEqualTo(from);
    assertThat(move(repo, from, to).has("errors")).isFalse();
    assertThat(forge.head("bump")).isEqualTo(to);
  }

  private JsonNode move(String repo, String before, String after) {
    ObjectNode variables =
        Json.object().put("repo", repo).put("before", before).put("after", after);
    return ask(
        """
        mutation($repo: ID!, $before: GitObjectID!, $after: GitObjectID!) {
          updateRefs(
            input: {
              repositoryId: $repo
              refUpdates: [
                { name: "refs/heads/bump", beforeOid: $before, afterOid: $after, force: true }
              ]
            }
          ) { clientMutationId }
        }
        """,
        variables);
  }

  @Test
  void aDocumentWithAFieldThatIsNotKnownDoesNothing() {
    int number = forge.open("bump");
    forge.forge.graphQlWithout("isDraft");
    ObjectNode input = Json.object().put("pullRequestId", "x" + number);

    JsonNode answer = mutate("convertPullRequestToDraft", input);

    assertThat(answer.has("data")).isFalse();
    assertThat(answer.at("/errors/0/message").asText())
        .isEqualTo("Field 'isDraft' doesn't exist on type 'pullRequest'");
  }

  @Test
  void hostileBodiesAreRefused() throws IOException {
    assertThat(post("{").message()).isEqualTo("Problems parsing JSON");
    assertThat(post("[".repeat(100_000)).status()).isEqualTo(400);
    assertThat(post("7").message()).isEqualTo("Body should be a JSON object");
    assertThat(post("{\"query\": \"{" + "a{".repeat(50_000) + "\"}").text()).contains("errors");
    String text = "\\\"".repeat(60_000);
    ObjectNode strings = Json.object().put("query", "{ repository(owner: \"" + text + "\") }");
    assertThat(post(strings.toString()).text()).contains("Argument 'name' is missing");
    assertThat(post("{\"query\": \"{ a(b: \\\"open\"}").text()).contains("without an end");
    assertThat(post(" ".repeat(Call.MAX_BODY + 1)).status()).isEqualTo(413);
  }

  private ForgeFixture.Reply post(String body) throws IOException {
    return forge.execute(
        new Request.Builder()
            .url(forge.forge.webUrl() + "api/graphql")
            .header("Authorization", "token " + ForgeFixture.TOKEN)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build());
  }

  @Test
  void errorsComeInTheFormOfGraphQl() {
    JsonNode unknown = ask("{ repository(owner: \"acme\", name: \"none\") { id } }", Json.object());
    assertThat(unknown.at("/errors/0/type").asText()).isEqualTo("NOT_FOUND");
    assertThat(unknown.at("/data/repository").isNull()).isTrue();
    assertThat(ask("{ viewer { nonsense } }", Json.object()).at("/errors/0/message").asText())
        .isEqualTo("Field 'nonsense' doesn't exist on type 'User'");
    assertThat(ask("query {", Json.object()).at("/errors/0/message").asText())
        .isEqualTo("Unexpected end of document");
    assertThat(ask("{ viewer { login } }", Json.object(), "wrong").path("message").asText())
        .isEqualTo("Bad credentials");
    ObjectNode input = Json.object().put("pullRequestId", "x");
    ObjectNode variables = Json.object();
    variables.set("input", input);
    assertThat(
            ask(
                    "mutation($input: I!) { markPullRequestReadyForReview(input: $input)"
                        + " { clientMutationId } }",
                    variables,
                    ForgeFixture.READER)
                .at("/errors/0/type")
                .asText())
        .isEqualTo("FORBIDDEN");
  }
}
