package dev.tagboat.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.AppPermission;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppSetupTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path dir;
  private final HttpClient browser = HttpClient.newHttpClient();
  private final StringWriter said = new StringWriter();
  private final StringWriter complaints = new StringWriter();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private StandInGitHub gitHub;

  @BeforeEach
  void start() throws IOException {
    gitHub = StandInGitHub.start();
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private AppWish wish(@Nullable String organization, boolean hook) {
    return new AppWish(
        gitHub.url(),
        organization,
        "tagboat-acme",
        URI.create("https://github.com/acme/config"),
        hook ? URI.create("https://tagboat.acme.io/forge-events") : null);
  }

  private AppFiles files() {
    return new AppFiles(
        dir.resolve("tagboat-server.yaml"),
        dir.resolve("secrets"),
        new RepositoryLines(
            "https://github.com/acme/config.git",
            "main",
            null,
            List.of("registry.acme.io/acme/*"),
            "https://tagboat.acme.io"));
  }

  private CompletableFuture<Boolean> run(
      AppWish wish, AppFiles files, @Nullable Path page, InputStream typed, Duration patience) {
    PrintWriter out =
        new PrintWriter(said) {
          @Override
          public void println(String line) {
            super.println(line);
            lines.add(line);
          }
        };
    AppSetup setup = new AppSetup(wish, files, out, new PrintWriter(complaints));
    return CompletableFuture.supplyAsync(() -> setup.run(0, page, typed, patience));
  }

  private CompletableFuture<Boolean> run(AppWish wish) {
    return run(wish, files(), null, InputStream.nullInputStream(), LONG);
  }

  private String waitFor(String part) throws InterruptedException {
    String line = "";
    while (!line.contains(part)) {
      String next = lines.poll(60, TimeUnit.SECONDS);
      line = Objects.requireNonNull(next, "no line with " + part);
    }
    return line;
  }

  private URI page() throws InterruptedException {
    return URI.create(waitFor("Open http").replaceAll("Open (\\S+) .*", "$1"));
  }

  private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
    return browser.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Presses the button, and says where GitHub leads to. */
  private URI press(String html) throws IOException, InterruptedException {
    Matcher form =
        Pattern.compile("action=\"([^\"]*)\".*name=\"manifest\" value=\"([^\"]*)\"", Pattern.DOTALL)
            .matcher(html);
    assertThat(form.find()).isTrue();
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(URI.create(plain(form.group(1))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "manifest="
                            + URLEncoder.encode(plain(form.group(2)), StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(302);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String plain(String html) {
    return html.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
  }

  private ServerConfig config() {
    return ConfigFile.read(dir.resolve("tagboat-server.yaml"), name -> null);
  }

  @Test
  void makesTheAppAndKeepsItsSecrets() throws Exception {
    CompletableFuture<Boolean> ended = run(wish("acme", true));
    URI back = press(get(page()).body());
    assertThat(get(back).body()).contains("tagboat-acme is made.");

    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gitHub.asked()).isEqualTo("/organizations/acme/settings/apps/new");
    assertThat(gitHub.manifest().path("public").asBoolean(true)).isFalse();
    assertThat(gitHub.manifest().at("/hook_attributes/url").asText())
        .isEqualTo("https://tagboat.acme.io/forge-events");
    assertThat(gitHub.manifest().path("default_permissions").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyElementsOf(AppPermission.asked(true).keySet());
    Path key = dir.resolve("secrets/github-app.pem");
    assertThat(key).hasContent(StandInGitHub.KEY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    ForgeAccess forge = config().repositories().get(0).forge();
    assertThat(forge.appId()).isEqualTo(1234);
    assertThat(forge.privateKeyFile()).isEqualTo(key);
    assertThat(dir.resolve("secrets/github-webhook-secret")).hasContent(StandInGitHub.WEBHOOK);
    assertThat(forge.webhookSecret()).isEqualTo(Secret.of(StandInGitHub.WEBHOOK));
    assertThat(said.toString())
        .contains(gitHub.url() + "/apps/tagboat-acme/installations/new")
        .doesNotContain(StandInGitHub.WEBHOOK, "PRIVATE KEY", "bm8ga2V5");
    assertThat(complaints.toString()).isEmpty();
  }

  @Test
  void withoutEventsItAsksForLess() throws Exception {
    CompletableFuture<Boolean> ended = run(wish(null, false));
    assertThat(get(press(get(page()).body())).statusCode()).isEqualTo(200);

    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(gitHub.asked()).isEqualTo("/settings/apps/new");
    assertThat(gitHub.manifest().path("default_permissions").has("issues")).isFalse();
    assertThat(gitHub.manifest().has("default_events")).isFalse();
    assertThat(dir.resolve("secrets/github-webhook-secret")).doesNotExist();
    assertThat(config().repositories()).hasSize(1);
  }

  @Test
  void extendsAConfigurationWithoutTouchingTheRest() throws Exception {
    String before =
        """
        # ours
        repositories:   # those we know
            # the old one
            - url: https://github.com/acme/old.git
              forge: { type: github, token: "${OLD}" }
              images: ["*"]
        listen: 127.0.0.1:9
        """;
    Files.writeString(dir.resolve("tagboat-server.yaml"), before);
    CompletableFuture<Boolean> ended = run(wish("acme", true));
    assertThat(get(press(get(page()).body())).statusCode()).isEqualTo(200);
    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();

    String after = Files.readString(dir.resolve("tagboat-server.yaml"));
    int at = after.indexOf("    - url: \"https://github.com/acme/config.git\"");
    int end = after.indexOf("    # the old one");
    assertThat(after.substring(0, at) + after.substring(end)).isEqualTo(before);
  }

  @Test
  void whatOnlyAPersonCanExtendIsLeftAlone() throws Exception {
    String before = "repositories: []\n";
    Files.writeString(dir.resolve("tagboat-server.yaml"), before);
    CompletableFuture<Boolean> ended = run(wish("acme", true));
    assertThat(get(press(get(page()).body())).statusCode()).isEqualTo(200);
    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();

    assertThat(dir.resolve("tagboat-server.yaml")).hasContent(before);
    assertThat(said.toString()).contains("only you can extend it", "    app-id: 1234");
  }

  @Test
  void anotherStateAndAnotherHostAreRefused() throws Exception {
    CompletableFuture<Boolean> ended = run(wish("acme", true));
    URI page = page();
    assertThat(get(page.resolve("/created?code=a1b2&state=other")).statusCode()).isEqualTo(400);
    assertThat(get(page.resolve("/created?code=a1b2")).statusCode()).isEqualTo(400);
    URI named = URI.create(page.toString().replace("127.0.0.1", "localhost"));
    assertThat(get(named).statusCode()).isEqualTo(400);
    assertThat(dir.resolve("secrets")).doesNotExist();

    assertThat(get(press(get(page).body())).statusCode()).isEqualTo(200);
    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void troubleOfGitHubIsSaidAndTheSameAddressGoodOnceMore() throws Exception {
    gitHub.trouble(502);
    gitHub.trouble(404);
    CompletableFuture<Boolean> ended = run(wish("acme", true));
    URI back = press(get(page()).body());

    assertThat(get(back).body()).contains("127.0.0.1 is in trouble (502). Reload the page");
    assertThat(get(back).body()).contains("it was used already, or is older than an hour");
    assertThat(get(back).statusCode()).isEqualTo(200);
    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(complaints.toString()).contains("(502)", "(404)");
  }

  @Test
  void theAddressCanBeTyped() throws Exception {
    Path page = dir.resolve("app.html");
    try (PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keyboard)) {
      CompletableFuture<Boolean> ended = run(wish("acme", true), files(), page, typed, LONG);
      String unused = waitFor("Waiting");
      String back = press(Files.readString(page)).toString();
      keyboard.write(
          (back.replaceAll("state=.", "state=") + "\n" + back + "\n")
              .getBytes(StandardCharsets.UTF_8));
      keyboard.flush();

      assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(complaints.toString()).contains("its state or its code is another one");
    assertThat(dir.resolve("secrets/github-app.pem")).exists();
  }

  @Test
  void nobodyComes() throws Exception {
    CompletableFuture<Boolean> ended =
        run(wish("acme", true), files(), null, InputStream.nullInputStream(), Duration.ZERO);

    assertThat(ended.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(complaints.toString()).contains("Nothing was written. Start again.");
  }

  @Test
  void aKeyThatIsThereIsNeverOverwritten() throws Exception {
    Files.createDirectories(dir.resolve("secrets"));
    Files.writeString(dir.resolve("secrets/github-app.pem"), "mine");

    assertThatThrownBy(() -> files().check())
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("is there already and is not overwritten");
    assertThat(dir.resolve("secrets/github-app.pem")).hasContent("mine");
  }
}
