package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import dev.tagboat.server.view.Links;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people may do on the pages, and that it stands in the audit. */
final class ActionsTest {
  private static final String WEB = "registry.acme.io%2Facme%2Fweb";

  @TempDir Path folder;
  private PageScene scene;

  @BeforeEach
  void start() {
    scene = PageScene.whole(TestDatabase.sqlite(folder));
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private HttpResponse<String> form(String path, String body, String cookie) {
    return scene.running.post(
        path, body, "Content-Type", "application/x-www-form-urlencoded", "Cookie", cookie);
  }

  private String signedIn(String token) {
    return form("/sign-in", "token=" + token, "x=y")
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .split(";", 2)[0];
  }

  private String get(String path, String cookie) {
    HttpResponse<String> response = scene.running.get(path, "Cookie", cookie);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  private String key(String cookie) {
    Matcher found =
        Pattern.compile("name=\"form-key\" value=\"([^\"]+)\"").matcher(get("/", cookie));
    assertThat(found.find()).isTrue();
    return "form-key=" + found.group(1);
  }

  private StoredPush newest(PushState state) {
    return new Views(scene.running.database).pushes(new PushFilter(state, null, 1, null)).get(0);
  }

  private String audit(String cookie) {
    return get("/audit.jsonl", cookie);
  }

  @Test
  void anOperatorTriesAgain() {
    String cookie = signedIn(ADMIN);
    String id = newest(PushState.FAILED).id();

    assertThat(get("/pushes/" + id, cookie)).contains("Try again now");
    HttpResponse<String> done = form("/pushes/" + id + "/retry", key(cookie), cookie);

    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.headers().firstValue("Location")).contains("/pushes/" + id);
    assertThat(get("/pushes/" + id, cookie)).contains("to be tried again");
    assertThat(audit(cookie)).contains("\"actor\":\"operator\",\"action\":\"retry\"");
  }

  @Test
  void whatHasComeToItsEndIsNotTriedAgain() {
    String cookie = signedIn(ADMIN);
    String id = newest(PushState.MERGED).id();

    assertThat(get("/pushes/" + id, cookie)).doesNotContain("Try again now");
    assertThat(form("/pushes/" + id + "/retry", key(cookie), cookie).statusCode()).isEqualTo(409);
    assertThat(audit(cookie)).doesNotContain("\"action\":\"retry\"");
  }

  @Test
  void anOperatorProposesATag() {
    String cookie = signedIn(ADMIN);

    assertThat(get("/image?name=" + WEB, cookie)).contains("Propose a tag now");
    HttpResponse<String> done =
        form("/propose", key(cookie) + "&image=" + WEB + "&tag=1.4.9", cookie);

    assertThat(done.headers().firstValue("Location")).contains("/pushes?image=" + WEB);
    assertThat(newest(PushState.RECEIVED))
        .returns("(by hand)", StoredPush::hook)
        .returns("operator", push -> push.push().pusher())
        .returns("1.4.9", push -> push.push().tag().value());
    assertThat(audit(cookie))
        .contains("\"action\":\"propose\",\"subject\":\"registry.acme.io/acme/web:1.4.9\"");
  }

  @Test
  void onlyTagsOfImagesThatAreFollowed() {
    String cookie = signedIn(ADMIN);
    for (String wrong :
        List.of(
            "&image=" + WEB + "&tag=-bad", "&image=" + WEB, "&image=evil.example/x&tag=1", "")) {
      assertThat(form("/propose", key(cookie) + wrong, cookie).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(get("/image?name=evil.example%2Fx", cookie)).doesNotContain("Propose a tag now");
  }

  @Test
  void anOperatorHasSomebodyLookAgain() throws InterruptedException {
    String cookie = signedIn(ADMIN);

    HttpResponse<String> done = form("/setup/doctor", key(cookie), cookie);

    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.headers().firstValue("Location")).contains("/setup#doctor");
    assertThat(scene.running.looked.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(audit(cookie)).contains("\"actor\":\"operator\",\"action\":\"doctor\"");
    String reader = signedIn(PageScene.READER);
    assertThat(form("/setup/doctor", key(reader), reader).statusCode()).isEqualTo(403);
    assertThat(scene.running.looked).isEmpty();
  }

  @Test
  void aReaderOnlyLooks() {
    String cookie = signedIn(PageScene.READER);
    String id = newest(PushState.FAILED).id();

    assertThat(get("/pushes/" + id, cookie)).doesNotContain("Try again now");
    assertThat(get("/image?name=" + WEB, cookie)).doesNotContain("Propose a tag now");
    assertThat(form("/pushes/" + id + "/retry", key(cookie), cookie).statusCode()).isEqualTo(403);
    assertThat(form("/propose", key(cookie) + "&image=" + WEB + "&tag=2", cookie).statusCode())
        .isEqualTo(403);
  }

  @Test
  void formsOfOthersAreRefused() {
    String cookie = signedIn(ADMIN);
    String other = key(signedIn(ADMIN));
    String path = "/pushes/" + newest(PushState.FAILED).id() + "/retry";

    assertThat(form(path, "", cookie).statusCode()).isEqualTo(403);
    assertThat(form(path, other, cookie).statusCode()).isEqualTo(403);
    assertThat(form(path, key(cookie), "x=y").statusCode()).isEqualTo(303);
    HttpResponse<String> foreign =
        scene.running.post(
            path,
            key(cookie),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Cookie",
            cookie,
            "Origin",
            "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(newest(PushState.FAILED).id()).isEqualTo(path.split("/", -1)[2]);
  }

  @Test
  void formsAreReadOnlySoFar() {
    assertThat(form("/sign-in", "x".repeat((2 << 20) + 1), "x=y").statusCode()).isEqualTo(413);
    assertThat(form("/sign-in", "token=%zz", "x=y").statusCode()).isEqualTo(400);
    assertThat(form("/sign-in", "token&&=x&token=" + ADMIN + "&token=y", "x=y").statusCode())
        .isEqualTo(303);
  }

  @Test
  void theAuditHoldsWhatBecameOfPushesAndWhoSignedIn() {
    String cookie = signedIn(ADMIN);
    String lines = audit(cookie);
    JsonNode first = Running.json(lines.lines().findFirst().orElseThrow());

    assertThat(first.path("number").asInt()).isEqualTo(1);
    assertThat(first.path("hash").asText()).hasSize(64);
    assertThat(lines)
        .contains("#12 was merged by octocat", "applied to prod", "\"action\":\"signed-in\"");
    assertThat(get("/audit", cookie)).contains("octocat", "cluster prod", "by kubectl-edit");
    assertThat(get("/audit?from=2026-01-02&to=2026-01-02", cookie))
        .contains("signed-in")
        .doesNotContain("#12 was merged");
    assertThat(get("/audit?to=2020-01-01", cookie)).contains("Nothing was changed in this time");
    assertThat(scene.running.get("/audit?from=yesterday", "Cookie", cookie).statusCode())
        .isEqualTo(400);
    assertThat(scene.running.get("/audit.csv").statusCode()).isEqualTo(303);
  }

  @Test
  void aSpreadsheetTakesNothingForAFormula() {
    String id = scene.push("acme/web", "9.9.9", 0, PushState.DECLINED, "no");
    scene.step(id, 0, "declined", PageScene.CONFIG, "=HYPERLINK(\"https://evil.example\")");

    assertThat(get("/audit.csv", signedIn(ADMIN)))
        .startsWith("number,at,actor,action,subject,repository,detail,source,step,hash\r\n")
        .contains(",\"'=HYPERLINK(\"\"https://evil.example\"\")\",");
  }

  @Test
  void eachStepIsTakenOverOnce() {
    AuditLog audit = new AuditLog(scene.running.database, scene.clock);
    audit.takeOver();
    AuditLog.Verdict before = audit.verify();

    assertThat(audit.takeOver()).isZero();
    assertThat(audit.verify()).isEqualTo(before);
    assertThat(before.problem()).isNull();
    assertThat(before.entries()).isGreaterThan(10);
    assertThat(audit.holds(before.head())).isTrue();
  }

  @Test
  void anImageIsPausedAndResumed() {
    String cookie = signedIn(ADMIN);
    assertThat(get("/image?name=" + WEB, cookie)).contains("Pause it");

    HttpResponse<String> done =
        form("/pause", key(cookie) + "&image=" + WEB + "&reason=freeze+%3Cb%3E", cookie);

    assertThat(done.headers().firstValue("Location")).contains("/image?name=" + WEB);
    assertThat(get("/image?name=" + WEB, cookie))
        .contains("<b>Paused</b> by operator", "freeze &lt;b&gt;", "Resume")
        .doesNotContain("Pause it");
    assertThat(get("/", cookie)).contains(">paused</span>");
    assertThat(get("/image?name=" + WEB, signedIn(PageScene.READER)))
        .contains("<b>Paused</b> by operator")
        .doesNotContain("Resume");

    form("/resume", key(cookie) + "&image=" + WEB, cookie);
    form("/resume", key(cookie) + "&image=" + WEB, cookie);
    assertThat(get("/", cookie)).doesNotContain(">paused</span>");
    assertThat(audit(cookie))
        .contains("\"action\":\"pause\"", "paused: freeze <b>")
        .containsOnlyOnce("\"action\":\"resume\"");
  }

  @Test
  void aConfigRepoIsPausedAndResumed() {
    String cookie = signedIn(ADMIN);
    String body = "&repository=" + Links.encoded(PageScene.CONFIG);

    HttpResponse<String> done = form("/pause", key(cookie) + body, cookie);

    assertThat(done.headers().firstValue("Location")).contains("/setup#repositories");
    assertThat(get("/setup", cookie)).contains("<dt>Paused</dt>", "by operator");
    assertThat(get("/", cookie)).contains(">paused</span>");
    form("/resume", key(cookie) + body, cookie);
    assertThat(get("/setup", cookie)).doesNotContain("<dt>Paused</dt>");
    for (String wrong : List.of("", "&image=%25", "&repository=https%3A%2F%2Fother")) {
      assertThat(form("/pause", key(cookie) + wrong, cookie).statusCode()).isEqualTo(400);
    }
    String reader = signedIn(PageScene.READER);
    assertThat(form("/pause", key(reader) + body, reader).statusCode()).isEqualTo(403);
  }

  @Test
  void aTestOfAHookIsSentAsItsRegistryWould() {
    String cookie = signedIn(ADMIN);
    String body = "&image=registry.acme.io%2Facme%2Fweb%3A9.9&hook=";
    for (String hook : List.of("main", "signed", "basic", "path")) {
      HttpResponse<String> done = form("/setup/test", key(cookie) + body + hook, cookie);

      assertThat(done.statusCode()).as(hook).isEqualTo(200);
      assertThat(done.body()).as(hook).contains("It was taken.").doesNotContain(Configs.SECRET);
    }
    assertThat(newest(PushState.RECEIVED)).returns("main", StoredPush::hook);
    HttpResponse<String> other =
        form(
            "/setup/test",
            key(cookie) + "&hook=main&image=registry.acme.io%2Fother%2Fx%3A1",
            cookie);
    assertThat(other.body()).contains("It was not taken.");
    assertThat(audit(cookie))
        .contains("\"action\":\"send-test\",\"subject\":\"registry.acme.io/acme/web:9.9\"");
    for (String wrong : List.of(body + "none", "&hook=main&image=x", "&hook=main")) {
      assertThat(form("/setup/test", key(cookie) + wrong, cookie).statusCode()).isEqualTo(400);
    }
    String reader = signedIn(PageScene.READER);
    assertThat(form("/setup/test", key(reader) + body + "main", reader).statusCode())
        .isEqualTo(403);
    assertThat(get("/setup", reader)).doesNotContain("Send a test");
  }
}
