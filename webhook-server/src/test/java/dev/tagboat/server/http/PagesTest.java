package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.ADMIN;
import static dev.tagboat.server.http.Configs.OPERATOR;
import static dev.tagboat.server.http.Configs.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Evidences;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say, and to whom. */
final class PagesTest {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/image?name=registry.acme.io%2Facme%2Fweb",
          "/pushes",
          "/deliveries",
          "/deliveries?routine=true",
          "/drift",
          "/setup",
          "/audit");

  @TempDir Path folder;
  private final Deque<PageScene> open = new ArrayDeque<>();

  private DatabaseConfig fresh() {
    return TestDatabase.sqlite(folder.resolve("server" + open.size()));
  }

  private PageScene whole() {
    PageScene scene = PageScene.whole(fresh());
    open.push(scene);
    return scene;
  }

  private PageScene empty(@Nullable String admin) {
    PageScene scene = new PageScene(Configs.server(admin, List.of()), fresh());
    open.push(scene);
    return scene;
  }

  private PageScene local() {
    PageScene scene = new PageScene(PageScene.config(null), fresh());
    open.push(scene);
    return scene;
  }

  @AfterEach
  void stop() {
    open.forEach(PageScene::close);
  }

  private static HttpResponse<String> form(
      PageScene scene, String path, String body, String... headers) {
    List<String> all =
        new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    all.addAll(List.of(headers));
    return scene.running.post(path, body, all.toArray(String[]::new));
  }

  private static String signIn(PageScene scene, String token) {
    HttpResponse<String> response = form(scene, "/sign-in", "token=" + token + "&to=%2Fdrift");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location")).contains("/drift");
    return response.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String cookie(PageScene scene, String token) {
    return signIn(scene, token).split(";", 2)[0];
  }

  private static String get(PageScene scene, String path, String cookie) {
    HttpResponse<String> response = scene.running.get(path, "Cookie", cookie);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body().replace("<wbr>", "");
  }

  /** What a person reads: no markup, spaces as one. */
  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static String row(String html, String image) {
    return Stream.of(html.split("<tr>"))
        .filter(row -> row.contains(">" + image + "</a>"))
        .map(PagesTest::text)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row of " + image + " in " + text(html)));
  }

  @Test
  void strangersAreSentToSignIn() {
    PageScene scene = whole();
    for (String path : PAGES) {
      HttpResponse<String> response = scene.running.get(path);

      assertThat(response.statusCode()).as(path).isEqualTo(303);
      assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
      assertThat(response.body()).doesNotContain("acme");
    }
    assertThat(scene.running.get("/drift").headers().firstValue("Location"))
        .contains("/sign-in?to=%2Fdrift");
  }

  @Test
  void aTokenOpensASessionAndOnlyThat() {
    PageScene scene = whole();

    assertThat(form(scene, "/sign-in", "token=wrong-token-of-nobody").statusCode()).isEqualTo(401);
    assertThat(form(scene, "/sign-in", "").statusCode()).isEqualTo(401);
    assertThat(form(scene, "/sign-in", "token=" + SECRET).statusCode()).isEqualTo(401);
    assertThat(signIn(scene, ADMIN))
        .matches("tagboat=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200");
    assertThat(get(scene, "/", cookie(scene, ADMIN))).contains(">operator</span>");
    assertThat(get(scene, "/", cookie(scene, PageScene.READER))).contains(">reader</span>");
    assertThat(scene.running.get("/", "Cookie", "tagboat=" + "A".repeat(43)).statusCode())
        .isEqualTo(303);
  }

  @Test
  void aSessionEnds() {
    PageScene scene = whole();
    String first = cookie(scene, ADMIN);
    String second = cookie(scene, ADMIN);
    String key = formKey(get(scene, "/", first));

    assertThat(form(scene, "/sign-out", "form-key=wrong", "Cookie", first).statusCode())
        .isEqualTo(403);
    assertThat(form(scene, "/sign-out", "form-key=" + key, "Cookie", first).statusCode())
        .isEqualTo(303);
    assertThat(scene.running.get("/", "Cookie", first).statusCode()).isEqualTo(303);
    assertThat(scene.running.get("/", "Cookie", second).statusCode()).isEqualTo(200);

    scene.clock.advance(Duration.ofHours(12));

    assertThat(scene.running.get("/", "Cookie", second).statusCode()).isEqualTo(303);
  }

  private static String formKey(String page) {
    Matcher found = Pattern.compile("name=\"form-key\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void anotherTokenEndsTheSessionsOfTheOldOne() {
    DatabaseConfig store = fresh();
    String operator;
    String reader;
    try (PageScene before = new PageScene(PageScene.config("the-old-admin-token"), store)) {
      operator = cookie(before, "the-old-admin-token");
      reader = cookie(before, PageScene.READER);
    }
    PageScene after = new PageScene(PageScene.config(ADMIN), store);
    open.push(after);

    assertThat(after.running.get("/", "Cookie", operator).statusCode()).isEqualTo(303);
    assertThat(after.running.get("/", "Cookie", reader).statusCode()).isEqualTo(200);
  }

  @Test
  void otherSitesSignNobodyInAndLeadNowhereElse() {
    PageScene scene = whole();
    String body = "token=" + ADMIN;

    assertThat(form(scene, "/sign-in", body, "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(form(scene, "/sign-in", body, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    for (String to : List.of("//evil.example", "/\\evil.example", "https://evil.example", "x")) {
      HttpResponse<String> response =
          form(scene, "/sign-in", body + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));

      assertThat(response.headers().firstValue("Location")).as(to).contains("/");
    }
  }

  @Test
  void aReaderReadsTheApiAndChangesNothing() {
    PageScene scene = whole();
    String reader = "Bearer " + PageScene.READER;
    String id = new Views(scene.running.database).pushes(PushFilter.newest(1)).get(0).id();

    assertThat(scene.running.get("/api/v1/pushes", "Authorization", reader).statusCode())
        .isEqualTo(200);
    assertThat(
            scene
                .running
                .post("/api/v1/pushes/" + id + "/retry", "", "Authorization", reader)
                .statusCode())
        .isEqualTo(403);
    assertThat(
            scene
                .running
                .post("/api/v1/pushes/" + id + "/retry", "", "Authorization", OPERATOR)
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void withoutATokenThePagesAreForThisMachine() {
    PageScene scene = local();

    assertThat(scene.running.get("/").statusCode()).isEqualTo(200);
    HttpResponse<String> passedOn = scene.running.get("/", "X-Forwarded-For", "192.0.2.1");
    assertThat(passedOn.statusCode()).isEqualTo(403);
    assertThat(passedOn.body()).contains("only for browsers on this machine");
  }

  @Test
  void theMatrixSaysWhatIsBehindStuckAndDifferent() {
    PageScene scene = whole();
    String page = get(scene, "/", cookie(scene, ADMIN));

    assertThat(row(page, "acme/cart"))
        .contains("prod 7.1.0 1/3 ✕ unhealthy", "staging 7.1.0 1/1 ✓ as in git");
    assertThat(row(page, "acme/search")).contains("prod 0.9.4 4/4 ≠ differs");
    assertThat(row(page, "acme/mail"))
        .contains("prod 3.3.0 1/1 ! stuck in git 3.3.1 #16", "staging 3.3.1 1/1 ✓ as in git");
    assertThat(row(page, "acme/pay")).contains("prod 8.1.9 2/2 ! stuck newest 8.2.0");
    assertThat(row(page, "acme/web"))
        .contains(
            "prod 1.4.2 3/3 → in review newest 1.4.3 #18", "edge (edge-1) 1.4.2 1/1 ? silent");
    assertThat(row(page, "acme/shop")).contains("prod 5.0.0 6/6 ↻ rolling out in git 5.0.1 #17");
    assertThat(row(page, "acme/api")).contains("prod 2.0.0 2/2 ✓ as in git");
    assertThat(page.indexOf("acme/cart")).isLessThan(page.indexOf("acme/api"));
  }

  @Test
  void anAddressHoldsFilterStateAndOrder() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);

    assertThat(images(get(scene, "/?filter=API&sort=name", cookie))).containsExactly("acme/api");
    assertThat(images(get(scene, "/?filter=5.0.1", cookie))).containsExactly("acme/shop");
    assertThat(images(get(scene, "/?state=stuck&sort=name", cookie)))
        .containsExactly("acme/mail", "acme/pay");
    assertThat(images(get(scene, "/?sort=name", cookie)))
        .containsExactly(
            "acme/api",
            "acme/cart",
            "acme/mail",
            "acme/pay",
            "acme/search",
            "acme/shop",
            "acme/web");
    assertThat(images(get(scene, "/?sort=recent", cookie))).startsWith("acme/shop", "acme/pay");
    assertThat(get(scene, "/?filter=nothing-has-this", cookie)).contains("Nothing matches");
    assertThat(get(scene, "/?page=99", cookie)).contains("acme/api");
    for (String wrong :
        List.of("/?state=great", "/?sort=up", "/?page=0", "/?x=1", "/?filter=" + "x".repeat(201))) {
      assertThat(scene.running.get(wrong, "Cookie", cookie).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  private static List<String> images(String page) {
    return Pattern.compile("<small>[^<]*</small>(acme/[a-z]+)</a></th>")
        .matcher(page)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void anImageTellsItsLifeAndWhereEachValueComesFrom() {
    PageScene scene = whole();
    String page = text(get(scene, PAGES.get(1), cookie(scene, ADMIN)));

    assertThat(page)
        .contains("1.4.3 waits for review in #18")
        .contains("revision 0123456789, applied without a difference")
        .containsSubsequence(
            "pushed 1.5.0-rc.1",
            "proposed 1.4.3",
            "applied to prod",
            "#12 was merged by octocat",
            "confirmed 1.4.2",
            "pushed 1.4.1");
    assertThat(
            text(get(scene, "/image?name=registry.acme.io%2Facme%2Fsearch", cookie(scene, ADMIN))))
        .contains(
            "apps/Deployment/shop/search was changed; takes over the fields of kubectl-edit",
            "not known: what runs it differs from git");
  }

  @Test
  void twoPushesAreComparedInTheOrderOfTheirReceipt() {
    PageScene scene = whole();
    List<StoredPush> pushes =
        new Views(scene.running.database)
            .pushes(
                new PushFilter(
                    PushState.MERGED,
                    Inboxes.push("registry.acme.io/acme/web", "1", null).image(),
                    2,
                    null));
    String page =
        text(
            get(
                scene,
                PAGES.get(1) + "&from=" + pushes.get(0).id() + "&to=" + pushes.get(1).id(),
                cookie(scene, ADMIN)));

    assertThat(page)
        .contains("tag 1.4.1 1.4.2", "runs as 1000 1000", "base.name débian:13 débian:13");
  }

  @Test
  void anyTwoPushesAreComparedHoweverOldAndByWhateverName() {
    PageScene scene = whole();
    for (int minute = 45; minute > 35; minute--) {
      for (int second = 0; second < 7; second++) {
        String tag = "2." + minute + "." + second;
        scene.push("acme/web", tag, minute, PushState.MERGED, "merged");
      }
    }
    scene.clock.set(PageScene.NOW);
    String cookie = cookie(scene, ADMIN);

    assertThat(compared(scene, "1.4.1", "1.4.2", cookie))
        .contains("tag 1.4.1 1.4.2", "github.com/acme/config merged in #11 merged in #12");
    assertThat(compared(scene, "2025-12-30", "2025-12-20", cookie)).contains("tag 1.4.1 1.4.2");
    assertThat(compared(scene, Inboxes.digest("1.4.1".hashCode() & 0xffff), "2.40.0", cookie))
        .contains("tag 1.4.1 2.40.0", "runs as 1000 not known");
    assertThat(compared(scene, "1.4.1", "", cookie)).contains("tag 1.4.1 2.36.6");
    assertThat(compared(scene, "1.4.1", "1.4.1", cookie)).contains("Both are the same push.");
  }

  private static String compared(PageScene scene, String from, String to, String cookie) {
    String path =
        PAGES.get(1)
            + "&from="
            + URLEncoder.encode(from, StandardCharsets.UTF_8)
            + "&to="
            + URLEncoder.encode(to, StandardCharsets.UTF_8);
    return text(get(scene, path, cookie));
  }

  @Test
  void whatIsNotKnownIsSaidAndNotCompared() {
    PageScene scene = whole();

    String page = compared(scene, "1.4.1", "<9.9.9>", cookie(scene, ADMIN));

    assertThat(page)
        .contains("No push of this image is known as “&lt;9.9.9&gt;”.")
        .doesNotContain("Link to this comparison");
  }

  @Test
  void eachPushLeadsToWhatCameOfItSinceAndAComparisonKeepsItsAddress() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);
    String life = get(scene, PAGES.get(1), cookie);
    Matcher from = Pattern.compile("class=\"from\" href=\"([^\"#]*)#compare\"").matcher(life);
    List<String> links = from.results().map(found -> found.group(1)).toList();

    String oldest = get(scene, links.get(links.size() - 1).replace("&amp;", "&"), cookie);
    Matcher kept =
        Pattern.compile("<a href=\"([^\"#]*)#compare\">Link to this comparison").matcher(oldest);

    assertThat(text(oldest)).contains("tag 1.4.1 1.5.0-rc.1");
    assertThat(oldest).contains("value=\"1.4.1\"", "value=\"1.5.0-rc.1\"");
    assertThat(kept.find()).isTrue();
    assertThat(text(get(scene, kept.group(1).replace("&amp;", "&"), cookie)))
        .contains("tag 1.4.1 1.5.0-rc.1");
  }

  @Test
  void aConfigRepoOfWhichNothingIsKnownTakesNoColumn() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);
    assertThat(text(get(scene, "/", cookie))).doesNotContain("github.com/acme/silent");

    String id = scene.push("acme/web", "1.4.4", 5, PushState.PROPOSED, "proposed");
    Inboxes.target(
        scene.running.database, id, "https://github.com/acme/silent.git", TargetState.PROPOSED, 3);
    scene.clock.set(PageScene.NOW);

    assertThat(text(get(scene, "/", cookie)))
        .contains("github.com/acme/silent git only: no cluster reports");
  }

  @Test
  void setUpSaysWhoLooksWhatCredentialsMayDo() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);
    assertThat(text(get(scene, "/setup#doctor", cookie)))
        .contains("A server that runs for good sees it once a day")
        .doesNotContain("Seen once a day");

    scene.running.insight.checkup().begin();

    assertThat(text(get(scene, "/setup", cookie))).contains("Seen once a day");
  }

  @Test
  void pushesAndWhatMadeNoneAreListed() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);

    assertThat(text(get(scene, "/pushes", cookie)))
        .contains("the registry does not have this tag", "no config repo follows this image");
    assertThat(text(get(scene, "/pushes?state=failed", cookie)))
        .contains("the token may not push to acme/config")
        .doesNotContain("the registry does not have this tag");
    assertThat(text(get(scene, "/deliveries", cookie)))
        .contains(
            "not JSON at line 1, column 12", "not among the images that hook 'main' may speak of")
        .contains(
            "main : 1 request since the server started did not prove to come from its sender");
    String id = new Views(scene.running.database).pushes(PushFilter.newest(1)).get(0).id();
    assertThat(text(get(scene, "/pushes/" + id, cookie))).contains("acme/gone", "refused");
    assertThat(scene.running.get("/pushes/nothing", "Cookie", cookie).statusCode()).isEqualTo(404);
  }

  @Test
  void pushesAreFoundByAPartOfTheName() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);
    String part = text(get(scene, "/pushes?image=Acme/%20&state=merged", cookie));
    String whole = text(get(scene, "/pushes?image=registry.acme.io%2Facme%2Fweb", cookie));
    scene.push("acme/web-admin", "0.1", 0, PushState.DECLINED, "an image of a longer name");

    assertThat(part).contains("acme/web 1.4.1", "acme/shop 5.0.1").doesNotContain("tools");
    assertThat(whole).contains("acme/web 1.4.3").doesNotContain("acme/shop", "In the name of");
    assertThat(text(get(scene, "/pushes?image=registry.acme.io%2Facme%2Fweb", cookie)))
        .as("a link to one image")
        .contains("acme/web 1.4.3")
        .doesNotContain("web-admin");
    assertThat(text(get(scene, "/pushes?image=web", cookie)))
        .contains("acme/web 1.4.3", "acme/web-admin 0.1")
        .contains("In the name of: registry.acme.io/acme/web registry.acme.io/acme/web-admin");
    assertThat(get(scene, "/pushes?image=w_b", cookie)).contains("Nothing matches");
    assertThat(scene.running.get("/pushes?image=%25", "Cookie", cookie).statusCode())
        .isEqualTo(400);
  }

  @Test
  void driftLinksToNothingButAPlainPathInTheRepo() {
    PageScene scene = whole();
    int second = 0;
    for (String odd :
        List.of(
            "../../../evil/x",
            "a/../b",
            "./a",
            "/a",
            "a//b",
            "a\\\\..\\\\b",
            "javascript:a",
            "%2E%2e/a")) {
      scene.report(
          "prod",
          "2026-01-02T11:59:0" + second++ + "Z",
          List.of(),
          report ->
              report.set(
                  "drift",
                  "[{\"id\":\"ConfigMap/shop/odd\",\"healed\":false,\"reason\":\"was changed\",\"file\":\""
                      + odd
                      + "\",\"line\":1,\"by\":[],\"diff\":[]}]"));

      assertThat(get(scene, "/drift", cookie(scene, ADMIN)))
          .as(odd)
          .contains(
              "ConfigMap/shop/odd",
              "<span class=\"code\">" + odd.replace("\\\\", "\\") + ":1</span>")
          .doesNotContain("/blob/");
    }
  }

  @Test
  void withoutARevisionNothingIsSaidToDiffer() {
    PageScene scene = whole();
    scene.report("prod", "2026-01-02T11:59:00Z", List.of(), r -> r.set("revision", "null"));

    assertThat(text(get(scene, "/drift", cookie(scene, ADMIN))))
        .contains("not known what differs", "so there was nothing to compare with");
  }

  @Test
  void driftSaysWhatSinceWhenAndWhereGitSaysOtherwise() {
    PageScene scene = whole();

    assertThat(get(scene, "/drift", cookie(scene, ADMIN)))
        .contains(
            "apps/Deployment/shop/search",
            "takes over the fields of kubectl-edit",
            "<b>kubectl-edit</b>, <time datetime=\"2026-01-02T11:41:07Z\"",
            "~ /spec/replicas: 2 -&gt; 4")
        .contains("https://github.com/acme/config/commit/0123456789abcdef0123456789abcdef01234567")
        .contains(
            "https://github.com/acme/config/blob/0123456789abcdef0123456789abcdef01234567"
                + "/clusters/prod/shop/search.yaml#L14\"")
        .contains(
            "https://github.com/acme/config/tree/0123456789abcdef0123456789abcdef01234567"
                + "/clusters/prod/mail\"")
        .contains(">clusters/prod/shop/search.yaml:14<", ">clusters/prod/mail/<")
        .contains("written back", "Nothing was heard of this cluster for too long");
  }

  @Test
  void setUpShowsEachPartAndNoSecret() {
    PageScene scene = whole();
    String cookie = cookie(scene, PageScene.READER);

    assertThat(text(get(scene, "/setup", cookie)))
        .contains("/hooks/path/••••••••", "! 1 unproven", "The registry answered 503.")
        .contains("Steps at the registry", "! 1 failed", "set webhook-secret to hear at once");
    for (String path : PAGES) {
      assertThat(get(scene, path, cookie))
          .doesNotContain(
              SECRET, Configs.NEW_SECRET, ADMIN, PageScene.READER, Configs.WEBHOOK_SECRET)
          .doesNotContain("what-the-applier-signs-with", "not-the-secret-at-all");
    }
  }

  @Test
  void setUpShowsWhatIsLeftOfTheLimitAndWhenARepoWasHeardOf() {
    PageScene scene = whole();

    String page = text(get(scene, "/setup", cookie(scene, PageScene.READER)));

    assertThat(page)
        .contains("core: 4,321 of 5,000 left, all again in 25 min")
        .contains("Last sync 40 s ago ; last trouble 2 h ago")
        .contains("! failed 40 s ago : The token may not push to acme/other (403). It last worked")
        .contains("Last sync not asked for anything yet")
        .doesNotContain(SpentToken.TOKEN);
    scene.clock.advance(Duration.ofHours(1));
    assertThat(text(get(scene, "/setup", cookie(scene, PageScene.READER))))
        .contains("core: all 5,000 again since 35 min ago");
  }

  @Test
  void setUpShowsWhatWaitsAndWhy() {
    PageScene scene = whole();
    String id = scene.push("acme/web", "8.0", 90, PushState.CONFIRMED, "waits");
    Inboxes.target(scene.running.database, id, PageScene.OTHER, TargetState.WAITING, null);
    scene.clock.set(PageScene.NOW);

    assertThat(text(get(scene, "/setup", cookie(scene, ADMIN))))
        .contains("1 waiting, the oldest since 90 min ago");
  }

  @Test
  void setUpShowsTheKeysOfClusters() {
    PageScene scene = whole();

    assertThat(text(get(scene, "/setup", cookie(scene, ADMIN))))
        .contains("Key its secret, last used 2 min ago")
        .contains("Clock fits ours")
        .contains("! 1 unproven the last one just now from 127.0.0.1: another secret");
    scene.report(
        "prod", "2026-01-02T12:00:00Z", List.of(), r -> r.set("time", "\"2026-01-02T12:03:00Z\""));
    assertThat(text(get(scene, "/setup", cookie(scene, ADMIN))))
        .contains("≠ off the cluster's clock is 3 min ahead of ours");
  }

  @Test
  void setUpShowsWhoHoldsTooMuch() {
    PageScene scene = whole();

    assertThat(text(get(scene, "/setup", cookie(scene, PageScene.READER))))
        .contains("! too much github.com/acme/config, secrets : It may list secrets. Narrow it.")
        .contains("? not known registry.acme.io : Whether it may push was not asked.")
        .contains("1 as it should be")
        .doesNotContain("Look again");
    scene.running.diagnoses.clear();
    scene.look();
    assertThat(text(get(scene, "/setup", cookie(scene, ADMIN))))
        .contains("✓ nothing No credential is known to do more", "Look again");
    assertThat(scene.running.get("/metrics").body())
        .contains("tagboat_doctor_findings{status=\"too-much\"} 0.0");
  }

  @Test
  void everyHookHasItsOwnStepsWithItsOwnAddress() {
    PageScene scene = whole();
    String page = get(scene, "/setup", cookie(scene, ADMIN));

    assertThat(page)
        .contains("url: https://YOUR-TAGBOAT/hooks/main\n")
        .contains("headers: { Authorization: [\"Bearer ••••••••\"] }")
        .contains("curl -fsS https://YOUR-TAGBOAT/hooks/ci \\")
        .contains("-hmac \"$HOOK_SECRET\"")
        .contains("url: https://YOUR-TAGBOAT/hooks/path/••••••••\n");
  }

  @Test
  void figuresSayWhatTheForgeWasAskedAndLeaves() {
    PageScene scene = whole();

    assertThat(scene.running.get("/metrics").body())
        .contains(
            "tagboat_forge_calls_total{credential=\"token of acme/config\",kind=\"read\",outcome=\"ok\"} 1.0")
        .contains(
            "tagboat_forge_remaining{credential=\"token of acme/config\",resource=\"core\"} 4321.0")
        .contains(
            "tagboat_forge_limit{credential=\"token of acme/config\",resource=\"core\"} 5000.0")
        .contains(
            "tagboat_forge_reset_seconds{credential=\"token of acme/config\",resource=\"core\"} 1500.0")
        .contains("tagboat_forge_pauses_total{credential=\"token of acme/config\"} 0.0")
        .contains("tagboat_forge_paused_seconds{credential=\"token of acme/config\"} 0.0")
        .contains("tagboat_doctor_findings{status=\"too-much\"} 1.0")
        .doesNotContain(SpentToken.TOKEN);
  }

  @Test
  void theAuditComesInParts() {
    PageScene scene = whole();
    AuditLog audit = new AuditLog(scene.running.database, scene.clock);
    for (int i = 0; i < 60; i++) {
      audit.add("operator", "pause", "registry.acme.io/acme/web", "", "reason " + i);
    }
    String cookie = cookie(scene, ADMIN);
    Pattern older = Pattern.compile("href=\"(/audit[^\"]*before=[0-9]+)\" rel=\"next\"");
    Set<String> seen = new HashSet<>();
    String path = "/audit";
    int parts = 0;
    int rows = 0;
    while (path != null && parts < 50) {
      String page = get(scene, path, cookie);
      parts++;
      rows += page.split("<tr><td>", -1).length - 1;
      assertThat(seen.add(path)).isTrue();
      Matcher next = older.matcher(page);
      path = next.find() ? next.group(1).replace("&amp;", "&") : null;
    }
    long all = get(scene, "/audit.jsonl", cookie).lines().count();

    assertThat(parts).isGreaterThan(1);
    assertThat(rows).isEqualTo((int) all);
    assertThat(get(scene, "/audit?before=1", cookie)).contains("Nothing was changed in this time");
    assertThat(scene.running.get("/audit?before=0", "Cookie", cookie).statusCode()).isEqualTo(400);
  }

  @Test
  void anImageTellsItsWholeLife() {
    PageScene scene = whole();
    scene.report(
        "prod",
        "2026-01-02T11:59:00Z",
        List.of(PageScene.image("acme/web", "1.4.1", "web", "3/3", "failed")),
        report -> report.health("failed"));
    scene.report(
        "prod",
        "2026-01-02T11:59:30Z",
        List.of(PageScene.image("acme/web", "1.4.1", "web", "3/3", "current")),
        report -> {});
    scene.clock.set(PageScene.NOW);

    assertThat(text(get(scene, PAGES.get(1), cookie(scene, ADMIN))))
        .contains("pushed", "confirmed", "proposed", "#12 was merged by octocat")
        .contains("rolled back prod", "is to run registry.acme.io/acme/web 1.4.1 instead of 1.4.2")
        .contains("unhealthy prod", "healthy prod healthy")
        .contains("beside it: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus='alert(1)",
        "javascript:alert(1)",
        "${7*7}",
        "</pre></main><h1>"
      })
  void hostileTextStaysText(String hostile) {
    PageScene scene = local();
    String id = scene.push("acme/web", "1.0", 5, PushState.PROPOSED, hostile);
    scene.step(id, 5, "proposed", PageScene.CONFIG, hostile);
    Inboxes.target(scene.running.database, id, PageScene.CONFIG, TargetState.PROPOSED, 1);
    Inboxes.linked(scene.running.database, id, hostile);
    Inboxes.confirm(scene.running.database, id, Evidences.claiming(hostile));
    scene.report(
        "prod",
        "2026-01-02T11:58:00Z",
        List.of(PageScene.image("acme/web", hostile, hostile, "1/1", "current")),
        report -> report.set("drift", drift(hostile)));
    for (String path :
        Stream.concat(
                PAGES.stream(),
                Stream.of(
                    "/pushes/" + id,
                    "/?filter=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8)))
            .toList()) {
      String page = scene.running.get(path).body();

      assertThat(page)
          .as(path)
          .doesNotContain("<script>alert", "<img src=x", "href=\"javascript:", ">49<");
      assertThat(page.replaceAll("\"[^\"]*\"", "")).as(path).doesNotContainPattern("<[^>]*onfocus");
      assertThat(Pattern.compile("<h1").matcher(page).results().count()).as(path).isEqualTo(1);
    }
  }

  private static String drift(String hostile) {
    try {
      return JsonMapper.builder()
          .build()
          .writeValueAsString(
              List.of(
                  Map.of(
                      "id",
                      "apps/Deployment/shop/" + hostile,
                      "healed",
                      false,
                      "reason",
                      hostile,
                      "diff",
                      List.of("+ " + hostile))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingIsRunOrLoadedButOurOwnFiles() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);
    for (String path : PAGES) {
      HttpResponse<String> response = scene.running.get(path, "Cookie", cookie);

      assertThat(response.headers().firstValue("Content-Security-Policy"))
          .contains(PageFront.POLICY);
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(response.body()).doesNotContain(" style=", "<style", " onclick=");
      Pattern.compile("(?:src|<link[^>]* href)=\"([^\"]+)\"")
          .matcher(response.body())
          .results()
          .forEach(found -> assertThat(found.group(1)).startsWith("/assets/"));
    }
    String page = get(scene, "/", cookie);
    List<String> assets =
        Pattern.compile("/assets/[^\"]+").matcher(page).results().map(MatchResult::group).toList();
    assertThat(assets).hasSizeGreaterThanOrEqualTo(4);
    for (String asset : assets) {
      assertThat(scene.running.get(asset).headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
    }
    assertThat(scene.running.get("/assets/other.js").statusCode()).isEqualTo(404);
    assertThat(scene.running.get("/assets/tagboat.css?v=old").headers().firstValue("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void aBadgeIsForWhoeverHasItsAddressAndForNothingElse() {
    PageScene scene = whole();
    String page = get(scene, PAGES.get(1), cookie(scene, ADMIN));
    Matcher found =
        Pattern.compile("href=\"(/badge.svg[^\"]+place=prod&amp;[^\"]+)\"").matcher(page);
    assertThat(found.find()).isTrue();
    String address = found.group(1).replace("&amp;", "&");

    HttpResponse<String> badge = scene.running.get(address);

    assertThat(badge.headers().firstValue("Content-Type")).contains("image/svg+xml");
    // A readme of another site shows it.
    assertThat(badge.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
    assertThat(badge.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'");
    assertThat(badge.body()).startsWith("<svg ").contains("prod: 1.4.2, in review");
    assertThat(scene.running.get(address.replace("place=prod", "place=staging")).statusCode())
        .isEqualTo(404);
    assertThat(scene.running.get("/badge.svg?image=x&place=prod&key=x").statusCode())
        .isEqualTo(404);
    assertThat(get(scene, PAGES.get(1), cookie(scene, PageScene.READER)))
        .doesNotContain("/badge.svg");
  }

  @Test
  void figuresSayHowLongPushesWaitAndHowClustersDo() {
    PageScene scene = whole();
    scene.push("acme/waits", "1", 2, PushState.CONFIRMED, "waits");
    scene.clock.set(PageScene.NOW);

    assertThat(scene.running.get("/metrics").body())
        .contains("tagboat_queue_age_seconds{stage=\"confirm\"} 0.0")
        .contains("tagboat_queue_age_seconds{stage=\"propose\"} 120.0")
        .contains("tagboat_cluster_report_age_seconds{cluster=\"prod\"} 120.0")
        .contains("tagboat_cluster_report_age_seconds{cluster=\"edge-1\"} 10800.0")
        .contains("tagboat_cluster_drifted{cluster=\"prod\"} 1.0")
        .contains("tagboat_cluster_healthy{cluster=\"staging\"} 1.0");
  }

  @Test
  void figuresSayHowLongPushesTakeToEachStage() {
    PageScene scene = whole();
    String soon = "tagboat_push_latency_seconds_bucket{stage=\"proposed\",le=\"60.0\"} ";
    String later = "tagboat_push_latency_seconds_bucket{stage=\"proposed\",le=\"300.0\"} ";
    String before = scene.running.get("/metrics").body();
    String id = scene.push("acme/web", "7.7", 2, PushState.PROPOSED, "proposed");
    scene.step(id, 0, "proposed", PageScene.CONFIG, "opened #77");

    String after = scene.running.get("/metrics").body();

    assertThat(figure(after, later)).isEqualTo(figure(before, later) + 1);
    assertThat(figure(after, soon)).isEqualTo(figure(before, soon));
    assertThat(scene.running.get("/metrics").body()).contains(later + figure(after, later) + "\n");
  }

  private static int figure(String figures, String name) {
    return figures
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> Integer.parseInt(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theReadmeNamesOnlyFiguresThatThereAre() throws IOException {
    PageScene scene = whole();
    scene.running.post(
        "/hooks/main", Events.envelope(Events.blob("a")), "Authorization", Configs.BEARER);
    scene.running.post("/forge-events", "");
    scene.running.post("/reports/prod", "");
    String figures = scene.running.get("/metrics").body();
    Set<String> named =
        Pattern.compile("`(tagboat_[a-z_]+)")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(named).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(figures).contains(name));
  }

  @Test
  void emptyPagesSayWhatToDoNext() {
    PageScene scene = empty(null);

    assertThat(scene.running.get("/").body()).contains("No hook is configured");
    assertThat(scene.running.get("/pushes").body()).contains("Set up a hook at a registry");
    assertThat(scene.running.get("/deliveries").body()).contains("Nothing was left out");
    assertThat(scene.running.get("/drift").body()).contains("Install the applier");
    assertThat(scene.running.get("/setup").body()).contains("Add one under <code>hooks:</code>");
    assertThat(scene.running.get("/image?name=registry.acme.io%2Facme%2Fweb").body())
        .contains("Nothing was heard of this image yet");
  }

  @Test
  void errorsAreAPageForPeopleAndJsonForPrograms() {
    PageScene scene = whole();
    HttpResponse<String> page = scene.running.getUnchecked("/nothing", "Accept", "text/html");

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.headers().firstValue("Content-Security-Policy")).contains(PageFront.POLICY);
    assertThat(page.body()).contains("There is nothing here", "To the overview");
    assertThat(scene.running.get("/nothing").body()).startsWith("{\"error\":");
    assertThat(scene.running.getUnchecked("/api/v1/nothing", "Accept", "text/html").body())
        .startsWith("{\"error\":");
  }

  @Test
  void errorsSayWhatHelps() {
    PageScene scene = whole();
    String cookie = cookie(scene, ADMIN);
    HttpResponse<String> form =
        scene.running.getUnchecked("/propose", "Cookie", cookie, "Accept", "text/html");
    HttpResponse<String> state =
        scene.running.get("/pushes?state=x", "Cookie", cookie, "Accept", "text/html");

    assertThat(form.statusCode()).isEqualTo(405);
    assertThat(form.headers().firstValue("Allow")).contains("POST");
    assertThat(text(form.body()))
        .contains("This path is for POST only.", "use the page that has the form")
        .doesNotContain("Reload the page");
    assertThat(text(state.body())).contains(" State must be one of received,");
  }

  @Test
  void aLargeMatrixStaysSmallOnThePage() {
    PageScene scene = local();
    for (String cluster : List.of("prod", "staging", "edge-1")) {
      List<Map<String, Object>> images = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        images.add(
            PageScene.image(
                "acme/team-" + i % 40 + "/service-" + i,
                "1." + i + ".0",
                "service-" + i,
                "3/3",
                "failed"));
      }
      scene.report(cluster, "2026-01-02T11:58:00Z", images, report -> {});
    }

    String page = scene.running.get("/").body();

    assertThat(page).contains("Page 1 of 10, 1000 images").hasSizeLessThan(300_000);
    assertThat(scene.running.get("/?page=10").body()).contains("Page 10 of 10");
  }
}
