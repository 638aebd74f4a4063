package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.RecordedRequest;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.pull.BranchName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A config repo with two images in two directories, and time that stands still. */
abstract class MannersTestBase {
  static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));
  static final ImageName APP = ImageName.parse("ghcr.io/acme/app").orElseThrow();
  static final String BRANCH = BranchName.of(APP);

  @TempDir Path dir;
  final Hands time;
  ConfigRepoFixture repo;

  MannersTestBase() {
    this(Instant.parse("2026-11-26T12:00:00Z"));
  }

  /** Where time stands still somewhere else. */
  MannersTestBase(Instant now) {
    time = new Hands(now);
  }

  /** A clock that is moved by hand. */
  static final class Hands extends Clock {
    private volatile Instant now;

    Hands(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(dir, time);
    repo.commit(
        "main",
        Map.of(
            "a/pod.yaml", pod("app:1.4.1"),
            "a/db.yaml", pod("db:16.1"),
            "b/pod.yaml", pod("app:1.4.1")));
    repo.forge().collaborator("acme", "config", "ann", "write");
    repo.forge().collaborator("acme", "config", "eve", "read");
  }

  @AfterEach
  void stop() {
    repo.assertContract();
    repo.close();
  }

  static String pod(String image) {
    return "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: ghcr.io/acme/"
        + image
        + "\n";
  }

  /** Sets what stands below {@code pull-requests}. */
  void settings(String pullRequests) {
    repo.commit(
        "main", Map.of(".tagboat.yaml", "version: 1\npull-requests: {" + pullRequests + "}\n"));
  }

  Outcome propose(String image) {
    return repo.propose(DIGEST, "ghcr.io/acme/" + image).get(0);
  }

  static Outcome.Proposed proposed(Outcome outcome) {
    assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Proposed.class);
    return (Outcome.Proposed) outcome;
  }

  /** Looks after a pull request, and answers how it is afterwards. */
  PullRequest tend(int number) {
    repo.run().tend(repo.target(), number);
    return repo.pullRequests().get(number - 1);
  }

  long comment(int number, String login, String body) {
    return repo.forge().comment("acme", "config", number, login, body);
  }

  List<String> comments(int number) {
    return repo.forge().comments("acme", "config", number);
  }

  List<String> reactions(long comment) {
    return repo.forge().reactions("acme", "config", comment);
  }

  /** Method and path of each call of the API since the last time that this was asked. */
  List<String> calls() {
    List<String> calls =
        repo.forge().requests().stream()
            .filter(request -> request.path().startsWith("/api/"))
            .map(MannersTestBase::line)
            .toList();
    repo.forge().forgetRequests();
    return calls;
  }

  private static String line(RecordedRequest request) {
    return request.method() + " " + request.path().replace("/api/v3/repos/acme/config", "");
  }
}
