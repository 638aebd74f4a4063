package dev.tagboat.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no cluster runs, or what was taken back, is told as what it is. */
final class RunsNowhereTest {
  @TempDir Path folder;
  private PageScene scene;

  @BeforeEach
  void start() {
    scene = new PageScene(PageScene.config(null), TestDatabase.sqlite(folder));
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private void accepted(String image, String tag, TargetState state, int minutesAgo) {
    String id = scene.push(image, tag, minutesAgo, PushState.PROPOSED, "");
    scene.step(id, minutesAgo, "proposed", PageScene.CONFIG, "");
    Inboxes.target(scene.running.database, id, PageScene.CONFIG, state, 7);
  }

  private String now(String query) {
    String page = scene.running.get("/" + query).body();
    return page.replaceAll("(?s)<style.*?</style>|<wbr>|<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void whatIsStuckIsSeenAlthoughNoClusterRunsIt() {
    accepted("acme/fresh", "1.0.0", TargetState.FAILED, 50);
    scene.report(
        "prod",
        "2026-01-02T11:50:00Z",
        List.of(PageScene.image("acme/web", "1.0.0", "web", "1/1", "current")),
        report -> {});

    assertThat(now("?state=stuck")).contains("fresh", "1.0.0").doesNotContain("web prod");
  }

  @Test
  void aClusterThatNeverAppliedAnythingIsSeen() {
    accepted("acme/web", "1.0.0", TargetState.MERGED, 50);
    scene.report(
        "prod",
        "2026-01-02T11:50:00Z",
        List.of(),
        report -> report.set("problems", "[\"the config repo cannot be read\"]"));

    assertThat(now("?state=unhealthy")).contains("web", "prod", "1.0.0");
  }

  @Test
  void whatWasMergedAndTakenBackIsNotSaidToBeInGit() {
    accepted("acme/web", "1.1.0", TargetState.MERGED, 50);
    Inboxes.landed(scene.running.database, "prod", newest(), PageScene.CONFIG);
    scene.report(
        "prod",
        "2026-01-02T11:50:00Z",
        List.of(PageScene.image("acme/web", "1.0.0", "web", "1/1", "current")),
        report -> {});

    assertThat(now("")).contains("merged once 1.1.0").doesNotContain("in git 1.1.0");
    assertThat(now("?filter=1.0.0")).contains("web");
  }

  private String newest() {
    return new Views(scene.running.database).pushes(PushFilter.newest(1)).get(0).id();
  }
}
