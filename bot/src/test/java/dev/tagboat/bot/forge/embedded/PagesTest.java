package dev.tagboat.bot.forge.embedded;

import static dev.tagboat.bot.forge.embedded.ForgeFixture.REPO;
import static dev.tagboat.bot.forge.embedded.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.ForgeFixture.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"");

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

  private String url(String path) {
    return forge.forge.webUrl().resolve(path).toString();
  }

  private Reply page(String path) throws IOException {
    return forge.execute(new Request.Builder().url(url(path)).build());
  }

  private Reply press(int number, String action, String token, String origin) throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(url("/acme/config/pull/" + number + "/" + action))
            .post(new FormBody.Builder().add("token", token).build());
    return forge.execute((origin.isEmpty() ? request : request.header("Origin", origin)).build());
  }

  private String token(int number) throws IOException {
    Matcher token = TOKEN.matcher(page("/acme/config/pull/" + number).text());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private String origin() {
    String url = url("/");
    return url.substring(0, url.length() - 1);
  }

  private PullRequest only() {
    return forge.forge.pullRequests("acme", "config").get(0);
  }

  @Test
  void theFirstPageListsPullRequests() throws IOException {
    assertThat(page("/").text()).contains("No pull request yet");
    forge.open("bump");

    assertThat(page("/").text()).contains("href=\"/acme/config/pull/1\">Bump web</a>");
  }

  @Test
  void thePageShowsTheDiffWithTheChangedPartMarked() throws IOException {
    forge.open("bump");

    Reply page = page("/acme/config/pull/1");

    assertThat(page.text())
        .contains("image: web:<mark>1.1.0</mark>")
        .contains("image: web:<mark>1.0.0</mark>")
        .contains("apps/web.yaml");
    assertThat(page.headers().get("Content-Security-Policy"))
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page("/acme/config/pull/1.diff").text()).contains("+image: web:1.1.0");
    assertThat(page("/assets/forge.css").status()).isEqualTo(200);
    assertThat(page("/assets/icon.svg").headers())
        .containsEntry("Content-Type", "image/svg+xml; charset=utf-8");
  }

  @Test
  void linesThatEndWithCrLfDifferOnlyWhereTheyDo() throws IOException {
    forge.commit("main", "apps/web.yaml", "replicas: 2\r\nimage: web:1.0.0 # é\r\n");
    forge.open("bump");
    forge.commit("bump", "apps/web.yaml", "replicas: 2\r\nimage: web:1.1.0 # é\r\n");

    assertThat(page("/acme/config/pull/1").text())
        .contains("image: web:<mark>1.0.0</mark> # é<")
        .contains("image: web:<mark>1.1.0</mark> # é<");
    assertThat(page("/acme/config/pull/1.diff").text())
        .endsWith("-image: web:1.0.0 # é\r\n+image: web:1.1.0 # é\r\n");
  }

  @Test
  void aCommitHasAPage() throws IOException {
    String sha = forge.branch("bump");

    assertThat(page("/acme/config/commit/" + sha).text())
        .contains("Change apps/web.yaml")
        .contains("<mark>1.1.0</mark>");
    assertThat(page("/acme/config/commit/none").status()).isEqualTo(404);
    Request head = new Request.Builder().url(url("/acme/config")).head().build();
    assertThat(forge.execute(head).status()).isEqualTo(200);
  }

  @Test
  void theMergeButtonMerges() throws IOException {
    forge.open("bump");

    Reply pressed = press(1, "merge", token(1), origin());

    assertThat(pressed.status()).isEqualTo(303);
    assertThat(pressed.headers()).containsEntry("Location", "/acme/config/pull/1");
    assertThat(only().state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(page("/acme/config/pull/1").text())
        .contains("<b>Merged</b> by reviewer")
        .doesNotContain("<button");
  }

  @Test
  void theCloseButtonClosesAndTheReopenButtonOpens() throws IOException {
    forge.open("bump");

    press(1, "close", token(1), origin());
    assertThat(only().state()).isEqualTo(PullRequest.State.CLOSED);
    press(1, "reopen", token(1), "");
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void aForgedFormDoesNothing() throws IOException {
    forge.open("bump");
    String token = token(1);

    assertThat(press(1, "merge", "", origin()).status()).isEqualTo(403);
    assertThat(press(1, "merge", "00ff", origin()).status()).isEqualTo(403);
    assertThat(press(1, "merge", token, "http://evil.example").status()).isEqualTo(403);
    assertThat(press(1, "merge", token, "null").status()).isEqualTo(403);

    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void aForeignHostNameIsRefused() throws IOException {
    Request request = new Request.Builder().url(url("/")).header("Host", "evil.example").build();

    assertThat(forge.execute(request).status()).isEqualTo(400);
  }

  @Test
  void nothingOfAPullRequestBecomesMarkup() throws IOException {
    forge.branch("bump");
    String evil = "<script>alert(1)</script> \" onmouseover='x'";
    forge.send(
        "POST",
        REPO + "/pulls",
        body("title", evil, "head", "bump", "base", "main", "body", evil + "\n\n" + evil));
    forge.send("POST", REPO + "/issues/1/comments", body("body", evil));
    forge.send("POST", REPO + "/labels", body("name", "<b>l</b>", "color", "ffffff"));
    forge.commit("bump", "<img src=x>.yaml", "a: <script>\n");

    assertThat(page("/acme/config/pull/1").text())
        .doesNotContain("<script")
        .doesNotContain("<img src=x")
        .doesNotContain("onmouseover='")
        .contains("&lt;script&gt;");
    assertThat(page("/").text()).doesNotContain("<script");
  }

  @Test
  void aConflictDisablesTheMergeButton() throws IOException {
    forge.open("bump");
    forge.commit("main", "apps/web.yaml", "image: web:5\n");

    assertThat(page("/acme/config/pull/1").text())
        .contains("conflicts that must be resolved")
        .contains("class=\"merge\" disabled");
    assertThat(press(1, "merge", token(1), origin()).status()).isEqualTo(405);
  }
}
