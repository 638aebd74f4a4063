package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs of a matrix, all at once, each on a runner of its own. */
class MatrixTest {
  private static final int JOBS = 8;

  @TempDir Path directory;

  @Test
  void allEndInOnePullRequestAndNoneIsLost() throws Exception {
    ExecutorService runners = Executors.newFixedThreadPool(JOBS);
    try (ConfigRepoFixture repo = ConfigRepoFixture.start(directory)) {
      Map<String, String> files = new HashMap<>();
      for (int i = 0; i < JOBS; i++) {
        files.put("apps/" + i + "/values.yaml", "image: ghcr.io/acme/app-" + i + ":1.0.0\n");
      }
      repo.commit("main", files);

      List<Job.Ended> ended = matrix(repo, runners);

      assertThat(repo.pullRequests()).hasSize(1);
      PullRequest one = repo.pullRequests().get(0);
      assertThat(one.head()).isEqualTo("tagboat/job/release");
      assertThat(repo.commitsOn(one.head())).hasSize(1);
      for (int i = 0; i < JOBS; i++) {
        assertThat(ended.get(i).code()).as(ended.get(i).log()).isZero();
        assertThat(ended.get(i).output(Output.PULL_REQUEST_NUMBER)).isEqualTo("1");
        assertThat(repo.read(one.head(), "apps/" + i + "/values.yaml")).contains(":1.1.0");
        assertThat(one.body()).contains("app-" + i);
      }
      assertThat(ended)
          .filteredOn(job -> job.output(Output.PULL_REQUEST_OPERATION).equals("created"))
          .isNotEmpty();
    } finally {
      runners.shutdownNow();
    }
  }

  private List<Job.Ended> matrix(ConfigRepoFixture repo, ExecutorService runners) throws Exception {
    String clone = repo.cloneUrl().toString();
    String server = clone.substring(0, clone.indexOf("/acme/"));
    CyclicBarrier start = new CyclicBarrier(JOBS);
    List<Future<Job.Ended>> running = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      Job job =
          new Job(directory.resolve("job-" + i), server)
              .with(Input.IMAGES, "ghcr.io/acme/app-" + i + ":1.1.0")
              .with(Input.CONFIG_REPOSITORY, "acme/config")
              .with(Input.TOKEN, ConfigRepoFixture.TOKEN)
              .with(Input.SKIP_REGISTRY, "true")
              .with(Input.BRANCH, "release");
      running.add(
          runners.submit(
              () -> {
                start.await();
                return job.run();
              }));
    }
    List<Job.Ended> ended = new ArrayList<>();
    for (Future<Job.Ended> one : running) {
      ended.add(one.get());
    }
    return ended;
  }
}
