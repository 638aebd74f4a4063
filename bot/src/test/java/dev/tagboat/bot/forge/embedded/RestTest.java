package dev.tagboat.bot.forge.embedded;

import static dev.tagboat.bot.forge.embedded.ForgeFixture.REPO;
import static dev.tagboat.bot.forge.embedded.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.ForgeFixture.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every exchange here is held to GitHub's description; see {@link ForgeFixture}. */
class RestTest {
  @TempDir Path dir;
  private ForgeFixture forge;

  @BeforeEach
  void start() {
    forge = ForgeFixture.start(ForgeFixture.config(dir));
  }

  @AfterEach
  void stop() {
    forge.close();
    forge.contract.assertClean();
  }

  @Test
  void aPullRequestIsOpenedChangedAndMerged() {
    int number = forge.open("bump");
    String pull = REPO + "/pulls/" + number;

    Reply opened = forge.get(pull);
    assertThat(opened.json().path("mergeable").asBoolean()).isTrue();
    assertThat(opened.json().path("changed_files").asInt()).isEqualTo(1);
    assertThat(opened.json().path("user").path("login").asText()).isEqualTo("tagboat");

    Reply edited = forge.send("PATCH", pull, body("title", "Bump web to 1.1.0", "body", "new"));
    assertThat(edited.json().path("title").asText()).isEqualTo("Bump web to 1.1.0");

    Reply files = forge.get(pull + "/files");
    assertThat(files.json().path(0).path("patch").asText())
        .isEqualTo("@@ -1,2 +1,2 @@\n-image: web:1.0.0\n+image: web:1.1.0\n replicas: 2");
    assertThat(forge.get(pull + "/commits").json()).hasSize(1);
    assertThat(forge.get(pull + "/merge").status()).isEqualTo(404);

    Reply stale = forge.send("PUT", pull + "/merge", body("sha", forge.head("main")));
    assertThat(stale.status()).isEqualTo(409);
    Reply merged =
        forge.send(
            "PUT", pull + "/merge", body("merge_method", "squash", "sha", forge.head("bump")));
    assertThat(merged.json().path("merged").asBoolean()).isTrue();
    assertThat(forge.head("main")).isEqualTo(merged.json().path("sha").asText());
    assertThat(forge.get(pull + "/merge").status()).isEqualTo(204);
    assertThat(forge.get(pull).json().path("merged").asBoolean()).isTrue();
    assertThat(forge.get(pull + "/files").json()).hasSize(1);
    assertThat(forge.send("PUT", pull + "/merge", body()).status()).isEqualTo(405);
    assertThat(forge.forge.pullRequests("acme", "config"))
        .extracting(PullRequest::state)
        .containsExactly(PullRequest.State.MERGED);
  }

  @Test
  void aMergeCommitHasBothParents() {
    int number = forge.open("bump");

    Reply merged = forge.send("PUT", REPO + "/pulls/" + number + "/merge", body());

    JsonNode commit = forge.get(REPO + "/commits/main").json();
    assertThat(commit.path("sha")).isEqualTo(merged.json().path("sha"));
    assertThat(commit.path("parents")).hasSize(2);
    assertThat(commit.path("commit").path("message").asText())
        .isEqualTo("Merge pull request #1 from acme/bump\n\nBump web");
  }

  @Test
  void aSecondPullRequestFromTheSameBranchIsRefused() {
    forge.open("bump");

    Reply second =
        forge.send(
            "POST", REPO + "/pulls", body("title", "t", "head", "acme:bump", "base", "main"));

    assertThat(second.status()).isEqualTo(422);
    assertThat(second.json().path("errors").path(0).path("message").asText())
        .isEqualTo("A pull request already exists for acme:bump.");
  }

  @Test
  void aBranchWithoutCommitsIsRefused() {
    forge.send(
        "POST", REPO + "/git/refs", body("ref", "refs/heads/same", "sha", forge.head("main")));

    Reply refused =
        forge.send("POST", REPO + "/pulls", body("title", "t", "head", "same", "base", "main"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("No commits between main and same");
    Reply unknown =
        forge.send("POST", REPO + "/pulls", body("title", "t", "head", "none", "base", "main"));
    assertThat(unknown.json().path("errors").path(0).path("field").asText()).isEqualTo("head");
  }

  @Test
  void listsByHeadBaseAndStateInPages() {
    int first = forge.open("a");
    forge.open("b");
    forge.open("c");
    forge.send("PATCH", REPO + "/pulls/" + first, body("state", "closed"));

    assertThat(forge.get(REPO + "/pulls?head=acme:b&base=main&state=all").json()).hasSize(1);
    assertThat(forge.get(REPO + "/pulls?state=closed").json()).hasSize(1);
    assertThat(forge.get(REPO + "/pulls?base=other").json()).isEmpty();
    Reply page = forge.get(REPO + "/pulls?state=all&per_page=2");
    assertThat(page.json()).hasSize(2);
    assertThat(page.headers().get("Link"))
        .contains("/api/v3/repos/acme/config/pulls?state=all&per_page=2&page=2>; rel=\"next\"");
    assertThat(page.json().path(0).path("number").asInt()).isEqualTo(3);
  }

  @Test
  void closedCanBeReopenedAndMergedCannot() {
    int number = forge.open("bump");
    String pull = REPO + "/pulls/" + number;
    forge.send("PATCH", pull, body("state", "closed"));

    assertThat(forge.send("PATCH", pull, body("state", "open")).json().path("state").asText())
        .isEqualTo("open");
    forge.send("PUT", pull + "/merge", body());
    assertThat(forge.send("PATCH", pull, body("state", "open")).status()).isEqualTo(422);
  }

  @Test
  void aConflictIsNotMergeable() {
    int number = forge.open("bump");
    forge.commit("main", "apps/web.yaml", "image: web:3.0.0\nreplicas: 2\n");

    assertThat(forge.get(REPO + "/pulls/" + number).json().path("mergeable").asBoolean(true))
        .isFalse();
    assertThat(forge.send("PUT", REPO + "/pulls/" + number + "/merge", body()).message())
        .isEqualTo("Pull Request is not mergeable");
  }

  @Test
  void decoratesAPullRequest() {
    int number = forge.open("bump");
    String issue = REPO + "/issues/" + number;
    ObjectNode labels = Json.object();
    labels.putArray("labels").add("image-update").add("web");
    assertThat(forge.send("POST", issue + "/labels", labels).json()).hasSize(2);
    assertThat(forge.get(issue + "/labels").json()).hasSize(2);
    assertThat(forge.send("DELETE", issue + "/labels/web", null).json()).hasSize(1);
    assertThat(
            forge
                .send("POST", REPO + "/labels", body("name", "image-update", "color", "0e8a16"))
                .json()
                .path("errors")
                .path(0)
                .path("code")
                .asText())
        .isEqualTo("already_exists");
    assertThat(
            forge.send("POST", REPO + "/labels", body("name", "prod", "color", "0e8a16")).status())
        .isEqualTo(201);
    assertThat(forge.get(REPO + "/labels/prod").status()).isEqualTo(200);
    assertThat(forge.get(REPO + "/labels/none").status()).isEqualTo(404);
    assertThat(forge.get(REPO + "/labels").json()).hasSize(3);

    assertThat(forge.send("POST", issue + "/comments", body("body", "hello")).status())
        .isEqualTo(201);
    assertThat(forge.get(issue + "/comments").json()).hasSize(1);
    ObjectNode assignees = Json.object();
    assignees.putArray("assignees").add("dev");
    assertThat(forge.send("POST", issue + "/assignees", assignees).status()).isEqualTo(201);
    ObjectNode reviewers = Json.object();
    reviewers.putArray("reviewers").add("octocat");
    reviewers.putArray("team_reviewers").add("platform");
    String requested = REPO + "/pulls/" + number + "/requested_reviewers";
    assertThat(forge.send("POST", requested, reviewers).status()).isEqualTo(201);
    assertThat(forge.get(requested).json().path("teams")).hasSize(1);
    reviewers.putArray("reviewers").add("tagboat");
    assertThat(forge.send("POST", requested, reviewers).status()).isEqualTo(422);

    JsonNode shown = forge.get(issue).json();
    assertThat(shown.path("labels")).hasSize(1);
    assertThat(shown.path("assignee").path("login").asText()).isEqualTo("dev");
  }

  @Test
  void aCommitIsMadeFromBlobsAndTrees() {
    String main = forge.head("main");
    ObjectNode tree = Json.object().put("base_tree", main);
    ObjectNode entry = tree.putArray("tree").addObject();
    entry.put("path", "apps/web.yaml").put("mode", "100644").put("type", "blob");
    entry.put("content", "image: web:2\n");
    Reply made = forge.send("POST", REPO + "/git/trees", tree);
    assertThat(made.status()).isEqualTo(201);
    ObjectNode draft = body("message", "Bump", "tree", made.json().path("sha").asText());
    draft.putArray("parents").add(main);
    Reply commit = forge.send("POST", REPO + "/git/commits", draft);
    assertThat(commit.json().path("verification").path("verified").asBoolean()).isTrue();
    String sha = commit.json().path("sha").asText();

    assertThat(
            forge
                .send("PATCH", REPO + "/git/refs/heads/main", body("sha", sha))
                .json()
                .path("object")
                .path("sha")
                .asText())
        .isEqualTo(sha);
    assertThat(forge.send("PATCH", REPO + "/git/refs/heads/main", body("sha", main)).message())
        .isEqualTo("Update is not a fast forward");
    JsonNode file = forge.get(REPO + "/contents/apps/web.yaml?ref=main").json();
    assertThat(
            new String(
                Base64.getMimeDecoder().decode(file.path("content").asText()),
                StandardCharsets.UTF_8))
        .isEqualTo("image: web:2\n");
    String blob = file.path("sha").asText();
    assertThat(forge.get(REPO + "/git/blobs/" + blob).json().path("size").asInt()).isEqualTo(13);
    assertThat(forge.get(REPO + "/contents/apps").json()).hasSize(1);
    assertThat(forge.get(REPO + "/git/commits/" + sha).status()).isEqualTo(200);
    assertThat(forge.get(REPO + "/git/trees/main?recursive=1").json().path("tree")).hasSize(2);
    assertThat(
            forge
                .send("POST", REPO + "/git/blobs", body("content", "aGk=", "encoding", "base64"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void refsAreMadeFoundAndDeleted() {
    String main = forge.head("main");
    forge.send("POST", REPO + "/git/refs", body("ref", "refs/heads/tagboat/web", "sha", main));

    assertThat(forge.get(REPO + "/git/matching-refs/heads/tagboat/").json()).hasSize(1);
    assertThat(forge.get(REPO + "/branches").json()).hasSize(2);
    assertThat(forge.get(REPO + "/branches/main").json().path("protected").asBoolean()).isFalse();
    assertThat(
            forge
                .send(
                    "POST", REPO + "/git/refs", body("ref", "refs/heads/tagboat/web", "sha", main))
                .message())
        .isEqualTo("Reference already exists");
    assertThat(forge.send("DELETE", REPO + "/git/refs/heads/tagboat/web", null).status())
        .isEqualTo(204);
    assertThat(forge.get(REPO + "/git/ref/heads/tagboat/web").status()).isEqualTo(404);
  }

  @Test
  void comparesBranches() {
    forge.branch("bump");

    JsonNode comparison = forge.get(REPO + "/compare/main...acme:bump").json();

    assertThat(comparison.path("status").asText()).isEqualTo("ahead");
    assertThat(comparison.path("files")).hasSize(1);
    assertThat(forge.get(REPO + "/commits?sha=bump").json()).hasSize(2);
  }

  @Test
  void aDeletedBranchClosesItsPullRequest() {
    int number = forge.open("bump");

    forge.send("DELETE", REPO + "/git/refs/heads/bump", null);

    JsonNode pull = forge.get(REPO + "/pulls/" + number).json();
    assertThat(pull.path("state").asText()).isEqualTo("closed");
    assertThat(pull.path("merged").asBoolean()).isFalse();
    assertThat(forge.get(REPO + "/pulls/" + number + "/files").json()).hasSize(1);
  }

  @Test
  void aRequiredStatusHoldsAMergeBack() {
    int number = forge.open("bump");
    forge.forge.protect("acme", "config", "main", java.util.List.of("ci"), false);
    String merge = REPO + "/pulls/" + number + "/merge";

    assertThat(forge.send("PUT", merge, body()).message())
        .isEqualTo("Required status check \"ci\" is expected.");
    String sha = forge.head("bump");
    assertThat(
            forge
                .send("POST", REPO + "/statuses/" + sha, body("state", "success", "context", "ci"))
                .status())
        .isEqualTo(201);
    assertThat(forge.get(REPO + "/commits/" + sha + "/status").json().path("state").asText())
        .isEqualTo("success");
    assertThat(forge.get(REPO + "/commits/" + sha + "/statuses").json()).hasSize(1);
    assertThat(forge.get(REPO + "/rules/branches/main").json()).hasSize(1);
    assertThat(forge.send("PUT", merge, body()).status()).isEqualTo(200);
  }

  @Test
  void refusesWhoMayNot() {
    Map<String, String> none = Map.of();
    assertThat(forge.send("GET", REPO, null, "wrong", none).message()).isEqualTo("Bad credentials");
    assertThat(forge.send("GET", REPO, null, "wrong", none).status()).isEqualTo(401);
    Reply reader =
        forge.send(
            "POST",
            REPO + "/pulls",
            body("title", "t", "head", "main", "base", "main"),
            ForgeFixture.READER,
            none);
    assertThat(reader.status()).isEqualTo(403);
    assertThat(forge.get("/repos/acme/none").status()).isEqualTo(404);
    assertThat(forge.get(REPO + "/branches/main/protection").status()).isEqualTo(403);
    assertThat(
            forge.send("POST", REPO + "/check-runs", body("name", "c", "head_sha", "0")).status())
        .isEqualTo(403);
  }

  @Test
  void anUnchangedAnswerIs304() {
    Reply first = forge.get(REPO);
    String tag = first.headers().getOrDefault("ETag", "");

    Reply again = forge.send("GET", REPO, null, ForgeFixture.TOKEN, Map.of("If-None-Match", tag));

    assertThat(first.json().path("default_branch").asText()).isEqualTo("main");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.headers()).containsKey("X-RateLimit-Remaining");
    assertThat(forge.get("/rate_limit").json().path("rate").path("limit").asInt()).isEqualTo(5000);
    assertThat(forge.get("/user").json().path("login").asText()).isEqualTo("tagboat");
  }

  @Test
  void aSecondStartKnowsWhatWas() {
    int number = forge.open("bump");
    forge.close();

    try (ForgeFixture second = ForgeFixture.start(ForgeFixture.config(dir))) {
      assertThat(second.get(REPO + "/pulls/" + number).json().path("title").asText())
          .isEqualTo("Bump web");
      assertThat(second.open("other")).isEqualTo(number + 1);
    }
  }
}
