package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser shows them. Pictures of all of them are left in target/pages. */
@NeedsProgram("chromium")
final class PagesInBrowserTest {
  private static final String IMAGE = "/image?name=registry.acme.io%2Facme%2Fweb";
  private static final List<String> PAGES =
      List.of(
          "/",
          "/?filter=nothing-has-this",
          IMAGE,
          "/pushes",
          "/deliveries",
          "/drift",
          "/setup",
          "/audit",
          "/nothing-here");

  @TempDir Path folder;
  private PageScene scene;
  private Playwright playwright;
  private Browser browser;
  private final List<String> complaints = new ArrayList<>();

  enum Look {
    LIGHT(ColorScheme.LIGHT, 1280, 800),
    DARK(ColorScheme.DARK, 1280, 800),
    PHONE(ColorScheme.LIGHT, 390, 844);

    private final ColorScheme colours;
    private final int width;
    private final int height;

    Look(ColorScheme colours, int width, int height) {
      this.colours = colours;
      this.width = width;
      this.height = height;
    }

    Browser.NewContextOptions options() {
      return new Browser.NewContextOptions().setColorScheme(colours).setViewportSize(width, height);
    }
  }

  @BeforeEach
  void start() {
    scene = PageScene.whole(TestDatabase.sqlite(folder));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterEach
  void stop() {
    browser.close();
    playwright.close();
    scene.close();
  }

  private static Path chromium() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Page open(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    return page;
  }

  private void visit(Page page, String path) {
    page.navigate(scene.running.uri(path).toString());
  }

  private Page signedIn(Browser.NewContextOptions options) {
    Page page = open(options);
    visit(page, "/drift");
    page.fill("#token", ADMIN);
    page.keyboard().press("Enter");
    page.waitForURL("**/drift");
    return page;
  }

  private String newest() {
    return new Views(scene.running.database)
        .pushes(new PushFilter(PushState.MERGED, null, 1, null))
        .get(0)
        .id();
  }

  @ParameterizedTest
  @EnumSource
  void everyPageIsFitToBeSeen(Look look) {
    Page page = open(look.options());
    visit(page, "/");
    examine(page, "sign-in", look);
    page.close();
    Page inside = signedIn(look.options());
    List<String> paths = new ArrayList<>(PAGES);
    for (String path : paths) {
      visit(inside, path);
      examine(inside, path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", ""), look);
    }
    visit(inside, "/pushes/" + newest());
    examine(inside, "push", look);
    visit(inside, IMAGE + "&from=1.4.1&to=1.4.2");
    examine(inside, "image-compared", look);
    complaints.removeIf(complaint -> complaint.contains("/nothing-here: Failed to load resource"));
    assertThat(complaints).isEmpty();
  }

  private static void examine(Page page, String name, Look look) {
    examine(page, (name.isEmpty() ? "now" : name) + "-" + look);
  }

  private static void examine(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/pages", name + ".png"))
            .setFullPage(true));
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("%s fits", name)
        .isEqualTo(true);
    List<Rule> serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .toList();
    assertThat(serious).as(name).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1440})
  void namesOfAnyLengthFit(int width) {
    String image = "acme/platform/" + "services-of-the-payments-team/".repeat(6) + "worker";
    String tag = "release-of-the-branch-" + "x".repeat(106);
    String id = scene.push(image, tag, 0, PushState.PROPOSED, "proposed " + tag + " in #99");
    scene.push(image, tag.replace('x', 'y'), 0, PushState.RECEIVED, "stored");
    Inboxes.target(
        scene.running.database, id, "https://github.com/acme/silent.git", TargetState.PROPOSED, 99);
    Page page = signedIn(new Browser.NewContextOptions().setViewportSize(width, 800));
    String name = "/image?name=registry.acme.io/" + image;
    for (String path :
        List.of("/", name, name + "&from=" + id, "/pushes", "/pushes/" + id, "/audit")) {
      visit(page, path);
      examine(page, "long" + path.replaceAll("[?].*|[0-9].*", "").replace('/', '-') + "-" + width);
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void peopleSignInAtAProviderAndOutAgain() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    try (FakeProvider provider = new FakeProvider();
        Running running =
            new Running(
                ProviderSignInTest.config(provider, "groups"),
                TestDatabase.sqlite(other),
                Limits.standard(),
                List.of())) {
      Page page = open(Look.LIGHT.options());
      page.navigate(running.uri("/drift").toString());
      examine(page, "sign-in-provider", Look.LIGHT);
      page.click("text=Sign in at Acme SSO");
      page.click("text=I am Ada");
      page.waitForURL("**/drift");
      assertThat(page.locator(".who").textContent()).contains("ada@acme.io");

      page.click("text=Sign out");
      page.click("text=sign out there, too");
      page.waitForURL("**/bye?client_id=tagboat**");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void anOperatorActsByTheForms() {
    Page page = signedIn(Look.LIGHT.options());
    visit(page, PAGES.get(2));
    page.fill("input[name=reason]", "release freeze until Monday");
    page.click("form[action='/pause'] button");
    page.waitForSelector("text=Resume, and propose the newest");
    examine(page, "image-paused", Look.LIGHT);
    visit(page, "/");
    assertThat(page.locator(".mark.paused").count()).isEqualTo(1);
    examine(page, "now-paused", Look.LIGHT);

    visit(page, "/setup");
    page.click("summary:has-text('Send a test') >> nth=0");
    page.fill("input[name=image] >> nth=0", "registry.acme.io/acme/web:9.9");
    page.click("form[action='/setup/test'] button >> nth=0");
    page.waitForSelector("text=It was taken.");
    examine(page, "setup-tested", Look.LIGHT);

    page.click("summary:has-text('Steps at the registry') >> nth=0");
    assertThat(page.locator(".snippet:visible").count()).isEqualTo(2);
    // One click selects all that is to be copied.
    page.click(".snippet >> nth=0");
    assertThat(page.evaluate("getSelection().toString()").toString())
        .startsWith("notifications:")
        .contains("/hooks/main");
    examine(page, "setup-steps", Look.LIGHT);
    page.click("text=Look again");
    page.waitForURL("**/setup#doctor");
    page.waitForSelector("button:has-text('Look again')");
    assertThat(complaints).isEmpty();
  }

  @Test
  void allWorksByKeyboard() {
    Page page = signedIn(Look.LIGHT.options());
    visit(page, "/");
    page.keyboard().press("Tab");

    assertThat(page.evaluate("document.activeElement.textContent"))
        .isEqualTo("Skip to the content");

    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().type("acme/mail");
    page.keyboard().press("Enter");
    page.waitForURL("**/?filter=acme%2Fmail**");

    assertThat(page.locator("tbody tr").count()).isEqualTo(1);
  }

  @Test
  void readingNeedsNoScript() {
    Page page = signedIn(Look.LIGHT.options().setJavaScriptEnabled(false));
    for (String path : PAGES.subList(2, 8)) {
      visit(page, path);
      assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
    }
    visit(page, IMAGE);
    page.fill("input[name=from]", "1.4.1");
    page.fill("input[name=to]", "2026-01-01");
    page.click("form[action^='/image'] button");
    assertThat(page.locator(".compare thead").textContent()).contains("1.4.1", "1.4.2");
    visit(page, "/");
    assertThat(page.locator("tbody tr").count()).isEqualTo(7);
    page.click("text=Sign out");
    page.waitForURL("**/sign-in");
  }

  @Test
  void whatIsNewShowsUpByItself() {
    Page page = signedIn(Look.LIGHT.options());
    page.waitForResponse("**/events", () -> visit(page, "/pushes"));
    scene.push("acme/late", "4.2.0", 0, PushState.RECEIVED, "stored");

    page.waitForSelector("text=acme/late");

    assertThat(complaints).isEmpty();
  }

  @Test
  void injectedTextRunsNothing() {
    String hostile = "</script><img src=x onerror=alert(1)><script>alert(2)</script>";
    String id = scene.push("acme/web", "6.6.6", 0, PushState.DECLINED, hostile);
    scene.step(id, 0, "declined", PageScene.CONFIG, hostile);
    Page page = signedIn(Look.LIGHT.options());
    for (String path : List.of("/pushes", "/pushes/" + id, PAGES.get(2))) {
      visit(page, path);
      assertThat(page.locator("text=onerror=alert(1)").count()).as(path).isPositive();
    }
    // Even where text got in as markup, the policy would hold.
    page.evaluate(
        "document.querySelector('main').innerHTML = '<img src=x onerror=\"window.ran=1\">'");
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran=1'}))");
    assertThat(page.evaluate("window.ran")).isNull();
    assertThat(complaints).noneMatch(complaint -> complaint.startsWith("a dialog"));
  }
}
