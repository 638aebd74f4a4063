package dev.tagboat.server.http;

import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.jgit.util.FileUtils;

/**
 * The page Now with 2,000 images that run in five environments each, half of them with a newer tag
 * in review, over local HTTP from a server in this process on SQLite. Argument: the number of
 * requests, 60 by default. Prints how long they took and how large the page is, of the whole
 * matrix, of a search in it, and of what the clusters told as JSON.
 */
public final class MatrixBench {
  private static final int IMAGES = 2_000;
  private static final int WARM_UP = 20;
  private static final List<String> ENVIRONMENTS =
      List.of("dev", "test", "staging", "prod-eu", "prod-us");

  private MatrixBench() {}

  public static void main(String[] arguments) throws IOException {
    int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    Path folder = Files.createTempDirectory("tagboat-bench");
    List<Cluster> clusters =
        ENVIRONMENTS.stream().map(name -> PageScene.cluster(name, PageScene.CONFIG, name)).toList();
    try (PageScene scene =
        new PageScene(PageScene.config(null).with(clusters), TestDatabase.sqlite(folder))) {
      fill(scene);
      for (String path : List.of("/", "/?filter=app-17", "/api/v1/clusters")) {
        time(scene, path, requests);
      }
    } finally {
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
    }
  }

  private static String name(int image) {
    return "team-%02d/app-%04d".formatted(image % 40, image);
  }

  private static void fill(PageScene scene) {
    String time = "2026-01-02T11:58:00Z";
    for (String environment : ENVIRONMENTS) {
      List<Map<String, Object>> images =
          IntStream.range(0, IMAGES)
              .mapToObj(i -> PageScene.image(name(i), "1.4.2", "app-" + i, "2/2", "current"))
              .toList();
      scene.report(environment, time, images, report -> {});
    }
    ImagePush[] pushes =
        IntStream.range(0, IMAGES / 2)
            .mapToObj(i -> Inboxes.push(Configs.REGISTRY + "/" + name(i * 2), "1.4.3", null))
            .toArray(ImagePush[]::new);
    scene.running.intake.store(Inboxes.intake(pushes));
    new Views(scene.running.database)
        .pushes(PushFilter.newest(IMAGES))
        .forEach(
            push -> {
              Inboxes.state(
                  scene.running.database,
                  push.id(),
                  PushState.PROPOSED,
                  "proposed in #1",
                  scene.clock.instant());
              Inboxes.target(
                  scene.running.database, push.id(), PageScene.CONFIG, TargetState.PROPOSED, 1);
            });
    scene.clock.set(PageScene.NOW);
  }

  private static void time(PageScene scene, String path, int requests) {
    double[] times = new double[requests];
    int bytes = 0;
    for (int i = -WARM_UP; i < requests; i++) {
      long start = System.nanoTime();
      String body = scene.running.get(path).body();
      double took = (System.nanoTime() - start) / 1e6;
      if (i >= 0) {
        times[i] = took;
      } else if (i == -WARM_UP) {
        bytes = body.getBytes(StandardCharsets.UTF_8).length;
        System.out.printf(Locale.ROOT, "%-17s first %.0f ms, %d bytes%n", path, took, bytes);
      }
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%-17s p50 %.0f ms, p90 %.0f ms, longest %.0f ms%n",
        path,
        times[requests / 2],
        times[requests * 9 / 10],
        times[requests - 1]);
  }
}
