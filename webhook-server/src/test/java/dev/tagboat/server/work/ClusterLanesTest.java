package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.Landings;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.TestInbox;
import dev.tagboat.server.inbox.Views;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a report to the history of pushes, and to what is told on the forge. */
final class ClusterLanesTest {
  private static final String REPO = "https://forge.example/acme/config.git";
  private static final CommitId MERGE = new CommitId("a".repeat(40));
  private static final CommitId OTHER = new CommitId("b".repeat(40));

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeAnnouncer announcer = new FakeAnnouncer();
  private final Set<CommitId> held = new HashSet<>(Set.of(MERGE));
  private int looks;
  private final FakeAnnouncer sourceAnnouncer = new FakeAnnouncer();
  private final List<String> asked = new ArrayList<>();
  private int news;
  private Forge forge = new AnnouncingForge(announcer);
  private Database database;
  private ClusterReports reports;
  private Landings landings;
  private ClusterLane lane;
  private AnnounceLane teller;

  @BeforeEach
  void open() {
    clock.set(Instant.parse("2026-01-02T12:00:00Z"));
    database = Database.open(TestDatabase.sqlite(folder));
    reports = new ClusterReports(database, clock);
    landings = new Landings(database, clock);
    lanes(Set.of(Cluster.Publish.values()));
  }

  private void lanes(Set<Cluster.Publish> publish) {
    Cluster prod =
        new Cluster(
            "prod",
            REPO,
            "production",
            List.of(Secret.of("s".repeat(20))),
            null,
            Duration.ofMinutes(30),
            publish);
    lane =
        new ClusterLane(
            prod,
            this::target,
            (target, revision, commits) -> {
              looks++;
              return commits.stream().filter(held::contains).collect(Collectors.toSet());
            },
            reports,
            landings,
            () -> news++,
            clock);
    Pauses pauses = new Pauses(Duration.ofSeconds(10), Duration.ofMinutes(1), 3);
    teller =
        new AnnounceLane(REPO, List.of(prod), this::target, this::source, landings, pauses, clock);
  }

  private Optional<Announcer> source(URI repository) {
    asked.add(repository.toString());
    return Optional.of(sourceAnnouncer);
  }

  private static ImageEvidence says(String source, String revision) {
    return new ImageEvidence.Seen(
        new Digest("sha256:" + "a".repeat(64)),
        "application/vnd.oci.image.manifest.v1+json",
        Instant.EPOCH,
        List.of(),
        null,
        Map.of(
            "source",
            new ImageEvidence.Claim(source, ImageEvidence.Origin.CONFIG),
            "revision",
            new ImageEvidence.Claim(revision, ImageEvidence.Origin.CONFIG)),
        ImageEvidence.Command.UNKNOWN,
        List.of(),
        List.of());
  }

  private Target target() {
    return new Target(new GitRemote(URI.create(REPO), null, null), "main", forge);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void merged(String tag, int number) {
    push(tag);
    Inboxes.target(database, id(tag), REPO, TargetState.MERGED, number);
    announcer.merges.put(number, MERGE);
  }

  private void push(String tag) {
    try (GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("registry.acme.io/acme/web", tag, null)));
    }
  }

  private String id(String tag) {
    return new Views(database)
        .pushes(new PushFilter(null, null, 100, null)).stream()
            .filter(push -> push.push().tag().value().equals(tag))
            .findFirst()
            .orElseThrow()
            .id();
  }

  private void report(ReportJson report) {
    clock.advance(Duration.ofSeconds(1));
    reports.store(report.read(), report.bytes());
    lane.work();
  }

  private List<String> steps(String tag) {
    return new TestInbox(database).steps(tag);
  }

  @Test
  void aMergeThatTheRevisionHoldsIsAppliedAndTold() {
    merged("1.2.3", 7);
    report(ReportJson.healthy("03:00:00"));
    teller.work();
    teller.work();

    assertThat(steps("1.2.3")).containsExactly("received", "applied");
    assertThat(news).isEqualTo(1);
    assertThat(announcer.told)
        .containsExactly(
            "status tagboat/prod aaaaaaaaaa GOOD: applied, healthy",
            "deployment production aaaaaaaaaa GOOD: applied, healthy",
            "comment #7 <!-- tagboat: clusters --> Where this is applied:\n\n- **prod**: applied"
                + " and healthy (at 2026-01-02T03:00:00Z, revision "
                + ReportJson.REVISION
                + ")");
  }

  @Test
  void theCommitThatAnImageWasBuiltOfIsToldTooOnce() {
    String revision = "c".repeat(40);
    merged("1.2.3", 7);
    Inboxes.confirm(database, id("1.2.3"), says("https://forge.example/acme/web", revision));
    merged("1.2.4", 7);
    Inboxes.confirm(database, id("1.2.4"), says("https://forge.example/ACME/web.git/", revision));
    merged("1.2.5", 7);
    Inboxes.confirm(database, id("1.2.5"), says("https://forge.example/eve/web", revision));
    report(ReportJson.healthy("03:00:00"));
    teller.work();

    assertThat(asked).containsExactly("https://forge.example/acme/web.git");
    assertThat(sourceAnnouncer.told)
        .containsExactly("status tagboat/prod cccccccccc GOOD: applied, healthy");
  }

  @Test
  void theCommitOfAnImageIsNotToldUnlessAskedForAndMayBeForbidden() {
    sourceAnnouncer.status = new UserFault("forbidden there");
    merged("1.2.3", 7);
    Inboxes.confirm(database, id("1.2.3"), says("https://forge.example/acme/web", "c".repeat(40)));
    report(ReportJson.healthy("03:00:00"));
    teller.work();
    assertThat(announcer.told).hasSize(3);
    assertThat(landings.due(REPO, 10)).isEmpty();
    assertThat(asked).hasSize(1);
    lanes(Set.of(Cluster.Publish.STATUS));
    merged("1.2.6", 9);
    announcer.merges.put(9, OTHER);
    held.add(OTHER);
    report(ReportJson.healthy("03:01:00"));
    teller.work();

    assertThat(announcer.told).hasSize(4);
    assertThat(asked).hasSize(1);
  }

  @Test
  void itIsLookedForOnlyWhenSomethingIsNew() {
    report(ReportJson.healthy("03:00:00"));
    assertThat(looks).isZero();
    merged("1.2.3", 7);
    held.clear();
    lane.work();
    lane.work();
    assertThat(looks).isEqualTo(1);
    report(ReportJson.healthy("03:01:00"));
    assertThat(looks).isEqualTo(2);
    assertThat(announcer.asked).containsExactly(7);
    assertThat(steps("1.2.3")).containsExactly("received");
  }

  @Test
  void anotherMergeIsNotMeant() {
    merged("1.2.3", 7);
    merged("1.2.4", 8);
    announcer.merges.put(8, OTHER);
    report(ReportJson.healthy("03:00:00"));

    assertThat(steps("1.2.3")).contains("applied");
    assertThat(steps("1.2.4")).doesNotContain("applied");
  }

  @Test
  void thePushesOfOneMergeAreEachJudgedByTheirOwnImage() {
    merged("1.2.3", 7);
    merged("1.2.2", 7);
    report(ReportJson.healthy("03:00:00").health("failed").image("1.2.3", "in_progress"));
    teller.work();

    String history = new TestInbox(database).history();
    assertThat(history)
        .contains(
            "1.2.3 applied applied to prod at 0123456789, progressing: apps/Deployment/shop/web:"
                + " 3/3 ready",
            "1.2.2 applied applied to prod at 0123456789, degraded: apps/Deployment/shop/web: 2"
                + " of 3");
    assertThat(announcer.told.get(0))
        .isEqualTo(
            "status tagboat/prod aaaaaaaaaa BAD: applied, degraded: apps/Deployment/shop/web: 2"
                + " of 3");
  }

  @Test
  void aRevisionThatCouldNotBeAppliedSaysSo() {
    merged("1.2.3", 7);
    report(ReportJson.healthy("03:00:00").set("problems", "[\"would delete <b>too</b> much\"]"));
    teller.work();

    assertThat(steps("1.2.3")).containsExactly("received", "not-applied");
    assertThat(announcer.told.get(0)).endsWith("BAD: not applied: would delete <b>too</b> much");
    assertThat(announcer.told.get(2)).contains("could not be applied").doesNotContain("<b>");
  }

  @Test
  void aReportWithoutARevisionSaysNothingOfMerges() {
    merged("1.2.3", 7);
    report(ReportJson.healthy("03:00:00").set("revision", "null").set("problems", "[\"away\"]"));

    assertThat(steps("1.2.3")).containsExactly("received");
  }

  @Test
  void whereTheForgeTellsOfNoMergeTheCommitItselfCounts() {
    forge = new PushOnlyForge(PushOnlyForge.Flavour.NONE);
    push("1.2.3");
    String commit = "0123456789abcdef0123456789abcdef01234567";
    held.add(new CommitId(commit));
    Inboxes.pushed(database, id("1.2.3"), REPO, commit);
    report(ReportJson.healthy("03:00:00"));
    teller.work();

    assertThat(steps("1.2.3")).containsExactly("received", "applied");
    assertThat(landings.nextDue(REPO)).isEmpty();
  }

  @Test
  void aForgeThatIsAwayIsAskedAgainALittleLater() {
    merged("1.2.3", 7);
    announcer.merge = new TransientFault("away");
    report(ReportJson.healthy("03:00:00"));
    announcer.merge = null;
    lane.work();
    assertThat(steps("1.2.3")).containsExactly("received");

    clock.advance(Duration.ofSeconds(30));
    lane.work();

    assertThat(steps("1.2.3")).containsExactly("received", "applied");
  }

  @Test
  void whatTheForgeForbidsDoesNotKeepTheRestFromBeingTold() {
    merged("1.2.3", 7);
    announcer.status = new UserFault("GitHub forbids it");
    report(ReportJson.healthy("03:00:00"));
    teller.work();

    assertThat(announcer.told)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("deployment", "comment");
    assertThat(landings.nextDue(REPO)).isEmpty();
  }

  @Test
  void whatCannotBeToldNowIsToldLater() {
    merged("1.2.3", 7);
    announcer.status = new TransientFault("away");
    report(ReportJson.healthy("03:00:00"));
    teller.work();
    assertThat(announcer.told).isEmpty();
    assertThat(teller.next()).contains(clock.instant().plusSeconds(10));

    announcer.status = null;
    clock.advance(Duration.ofSeconds(10));
    teller.work();

    assertThat(announcer.told).hasSize(3);
    assertThat(teller.next()).isEmpty();
  }

  @Test
  void onlyWhatIsConfiguredIsTold() {
    lanes(Set.of(Cluster.Publish.STATUS));
    merged("1.2.3", 7);
    report(ReportJson.healthy("03:00:00"));
    teller.work();

    assertThat(announcer.told).hasSize(1);
  }

  @Test
  void nothingIsToldWhereNothingIsToBe() {
    lanes(Set.of());
    merged("1.2.3", 7);
    report(ReportJson.healthy("03:00:00"));

    assertThat(steps("1.2.3")).contains("applied");
    assertThat(news).isZero();
    assertThat(teller.next()).isEmpty();
  }
}
