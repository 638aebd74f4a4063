package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.ADMIN;
import static dev.tagboat.server.http.Configs.REGISTRY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Proof;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.config.SignIn;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Contacts;
import dev.tagboat.server.inbox.Evidences;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.inbox.Polls;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.Views;
import dev.tagboat.server.view.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server with a past: images in every state, three clusters, hooks that work and that do not. */
final class PageScene implements AutoCloseable {
  static final String READER = "the-reader-token";
  static final String CONFIG = "https://github.com/acme/config.git";
  static final String OTHER = "https://github.com/acme/other.git";
  static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  final ManualClock clock = new ManualClock();
  final Running running;

  PageScene(ServerConfig config, DatabaseConfig store) {
    clock.set(NOW.minus(Duration.ofDays(20)));
    running = new Running(config, store, Limits.standard(), List.of(), Sources.network(), clock);
  }

  static Cluster cluster(String name, String repository, String environment) {
    return new Cluster(
        name,
        repository,
        environment,
        List.of(Secret.of("what-the-applier-signs-with")),
        null,
        Duration.ofMinutes(30),
        Set.of());
  }

  static ServerConfig config(@Nullable String admin) {
    ServerConfig usual = Configs.standard();
    return new ServerConfig(
            usual.listen(),
            usual.database(),
            usual.hooks(),
            usual.registries(),
            usual.repositories(),
            admin == null ? null : Secret.of(admin),
            usual.front(),
            usual.data(),
            List.of(
                new Poll(
                    ImageName.parse("quay.io/acme/legacy").orElseThrow(),
                    Poll.USUAL,
                    Duration.ZERO,
                    Poll.Tags.ALL)))
        .with(
            List.of(
                cluster("prod", CONFIG, "prod"),
                cluster("staging", CONFIG, "staging"),
                cluster("edge-1", OTHER, "edge")))
        .with(new SignIn(admin == null ? null : Secret.of(READER), null));
  }

  /** With a sign-in, and all of the past. */
  static PageScene whole(DatabaseConfig store) {
    PageScene scene = new PageScene(config(ADMIN), store);
    scene.past();
    return scene;
  }

  /** A push as it was received so many minutes before {@link #NOW}; later ones must follow. */
  String push(String image, String tag, int minutesAgo, PushState state, String sentence) {
    clock.set(NOW.minus(Duration.ofMinutes(minutesAgo)));
    running.intake.store(
        Inboxes.intake(
            Inboxes.push(REGISTRY + "/" + image, tag, Inboxes.digest(tag.hashCode() & 0xffff))));
    String id = new Views(running.database).pushes(PushFilter.newest(1)).get(0).id();
    Inboxes.state(running.database, id, state, sentence, clock.instant());
    return id;
  }

  void step(String push, int minutesAgo, String step, @Nullable String repository, String detail) {
    Inboxes.step(
        running.database,
        push,
        NOW.minus(Duration.ofMinutes(minutesAgo)),
        step,
        repository,
        detail);
  }

  private String merged(String image, String tag, int minutesAgo, int pullRequest) {
    String id = push(image, tag, minutesAgo, PushState.MERGED, "merged in #" + pullRequest);
    step(id, minutesAgo, "confirmed", null, "the registry has it, linux/amd64 and linux/arm64");
    step(id, minutesAgo, "planned", CONFIG, "2 places in 2 files");
    step(id, minutesAgo, "proposed", CONFIG, "opened pull request #" + pullRequest);
    step(id, minutesAgo - 5, "merged", CONFIG, "#" + pullRequest + " was merged by octocat");
    Inboxes.target(running.database, id, CONFIG, TargetState.MERGED, pullRequest);
    return id;
  }

  private void landed(String push, int minutesAgo, String... clusters) {
    for (String cluster : clusters) {
      step(
          push, minutesAgo, "applied", CONFIG, "applied to " + cluster + " at 0123456789, healthy");
      Inboxes.landed(running.database, cluster, push, CONFIG);
    }
  }

  void past() {
    Inboxes.confirm(running.database, merged("acme/web", "1.4.1", 20_000, 11), Evidences.whole());
    String web = merged("acme/web", "1.4.2", 4_000, 12);
    Inboxes.confirm(running.database, web, Evidences.whole());
    landed(web, 3_990, "prod", "staging");
    landed(merged("acme/api", "2.0.0", 3_000, 13), 2_990, "prod", "staging");
    landed(merged("acme/cart", "7.1.0", 2_900, 14), 2_890, "prod", "staging");
    landed(merged("acme/search", "0.9.4", 2_800, 15), 2_790, "prod", "staging");
    String mail = merged("acme/mail", "3.3.1", 300, 16);
    landed(mail, 290, "staging");
    String shop = merged("acme/shop", "5.0.1", 20, 17);
    landed(shop, 10, "staging");
    String review = push("acme/web", "1.4.3", 95, PushState.PROPOSED, "proposed in #18");
    step(review, 95, "confirmed", null, "the registry has it");
    step(review, 94, "proposed", CONFIG, "opened pull request #18");
    Inboxes.target(running.database, review, CONFIG, TargetState.PROPOSED, 18);
    String failed =
        push("acme/pay", "8.2.0", 60, PushState.FAILED, "the token may not push to acme/config");
    step(failed, 60, "failed", CONFIG, "the token may not push to acme/config (403)");
    Inboxes.target(running.database, failed, CONFIG, TargetState.FAILED, null);
    push("acme/web", "1.5.0-rc.1", 50, PushState.DECLINED, "ignored by 'ignore: -rc'");
    push("acme/tools", "9", 40, PushState.UNROUTED, "no config repo follows this image");
    push("acme/gone", "1.0", 30, PushState.REFUSED, "the registry does not have this tag");
    clock.set(NOW);
    running.intake.store(
        new Intake(
            "main",
            List.of(),
            List.of(
                new Intake.LeftOut(
                    "ignored",
                    REGISTRY + "/other/tool:1",
                    "not among the images that hook 'main' may speak of",
                    false),
                new Intake.LeftOut("unreadable", "", "not JSON at line 1, column 12", false))));
    Polls polls = new Polls(running.database, clock);
    ImageName legacy = ImageName.parse("quay.io/acme/legacy").orElseThrow();
    polls.begin(legacy, NOW.plusSeconds(240));
    polls.failed(legacy, NOW.plusSeconds(240), "The registry answered 503.");
    clusters();
    credentials();
    running.post("/hooks/main", "", "Authorization", "Bearer not-the-secret-at-all");
    running.post("/reports/staging", "", "X-Tagboat-Signature-256", "sha256=" + "0".repeat(64));
  }

  private void credentials() {
    Contacts contacts = new Contacts(running.database, clock);
    clock.set(NOW.minusSeconds(7_200));
    contacts.failed(CONFIG, "GitHub answered 502.");
    contacts.good(OTHER);
    clock.set(NOW.minusSeconds(40));
    contacts.good(CONFIG);
    contacts.failed(OTHER, "The token may not push to acme/other (403).");
    clock.set(NOW);
    Instant reset = NOW.plusSeconds(1_500);
    running.usages.put(CONFIG, SpentToken.spend(running.lanes, clock, 4_321, reset));
    running.diagnoses.add(
        new Diagnosis(
            CONFIG, Finding.tooMuch("github", "secrets", "It may list secrets.", "Narrow it.")));
    running.diagnoses.add(
        new Diagnosis(
            CONFIG, Finding.ok("github", "base branch", "The base branch is protected.")));
    running.diagnoses.add(
        new Diagnosis(
            "",
            Finding.unknown(
                "registry", REGISTRY, "Whether it may push was not asked.", "Name an image.")));
    look();
  }

  /** Has somebody look at the credentials, and waits for it. */
  Findings look() {
    try {
      running.insight.checkup().again();
      return Objects.requireNonNull(running.looked.poll(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void clusters() {
    report(
        "prod",
        "2026-01-02T11:00:00Z",
        List.of(image("acme/web", "1.4.2", "web", "3/3", "current")),
        report -> {});
    report(
        "prod",
        "2026-01-02T11:58:00Z",
        List.of(
            image("acme/web", "1.4.2", "web", "3/3", "current"),
            image("acme/api", "2.0.0", "api", "2/2", "current"),
            image("acme/cart", "7.1.0", "cart", "1/3", "failed"),
            image("acme/search", "0.9.4", "search", "4/4", "current"),
            image("acme/mail", "3.3.0", "mail", "1/1", "current"),
            image("acme/pay", "8.1.9", "pay", "2/2", "current"),
            image("acme/shop", "5.0.0", "shop", "6/6", "current")),
        report ->
            report.set(
                "drift",
                """
                [{"id":"apps/Deployment/shop/search","healed":false,
                  "reason":"was changed; takes over the fields of kubectl-edit",
                  "file":"clusters/prod/shop/search.yaml","line":14,
                  "by":["kubectl-edit"],"changed":"2026-01-02T11:41:07Z",
                  "diff":["~ /spec/replicas: 2 -> 4","+ /metadata/annotations/note: \\"busy\\""]},
                 {"id":"Secret/shop/mail","healed":true,"reason":"was changed","file":"clusters/prod/mail","by":["helm"],
                  "diff":["~ /data/password: (masked) -> (masked)"]}]
                """));
    report(
        "staging",
        "2026-01-02T11:59:30Z",
        List.of(
            image("acme/web", "1.4.2", "web", "1/1", "current"),
            image("acme/api", "2.0.0", "api", "1/1", "current"),
            image("acme/cart", "7.1.0", "cart", "1/1", "current"),
            image("acme/search", "0.9.4", "search", "1/1", "current"),
            image("acme/mail", "3.3.1", "mail", "1/1", "current"),
            image("acme/pay", "8.1.9", "pay", "1/1", "current"),
            image("acme/shop", "5.0.1", "shop", "0/1", "in_progress")),
        report -> {});
    report(
        "edge-1",
        "2026-01-02T09:00:00Z",
        List.of(image("acme/web", "1.4.2", "web", "1/1", "current")),
        report -> {});
    clock.set(NOW);
  }

  static Map<String, Object> image(
      String name, String tag, String workload, String ready, String state) {
    return Map.of(
        "image",
        REGISTRY + "/" + name,
        "tag",
        tag,
        "digest",
        Inboxes.digest(tag.hashCode() & 0xffff),
        "object",
        "apps/Deployment/shop/" + workload,
        "container",
        workload,
        "ready",
        ready,
        "state",
        state);
  }

  /** Changes a report before it is stored. */
  interface Change {
    void to(ReportJson report);
  }

  void report(String cluster, String time, List<Map<String, Object>> images, Change change) {
    clock.set(Instant.parse(time));
    ReportJson report =
        ReportJson.healthy("00:00:00")
            .set("cluster", "\"" + cluster + "\"")
            .set("time", "\"" + time + "\"")
            .set("images", written(new ArrayList<>(images)));
    change.to(report);
    Proof proof = new Proof("its secret", null);
    new ClusterReports(running.database, clock).store(report.read(), report.bytes(), proof);
  }

  private static String written(Object value) {
    try {
      return JsonMapper.builder().build().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
