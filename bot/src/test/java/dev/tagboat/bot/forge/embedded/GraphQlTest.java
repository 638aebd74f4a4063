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
