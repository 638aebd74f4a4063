package dev.tagboat.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.embedded.DemoImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * The main job on embedded parts: an image is pushed, the registry tells the server, and a pull
 * request asks to run it. Everything goes the way it goes in earnest, by HTTP and git.
 */
public final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> UNDER_WAY = Set.of("received", "confirmed");

  private final Stage stage;
  private final Narrator narrator;
  private final Api api = new Api();
  private final PrintWriter out;
  private final Clock clock;

  Demo(Stage stage, Narrator narrator, PrintWriter out, Clock clock) {
    this.stage = stage;
    this.narrator = narrator;
    this.out = out;
    this.clock = clock;
  }

  void introduce(Workplace place) {
    out.println("Tagboat's main job, in this process and on 127.0.0.1 only.");
    out.println();
    out.println("  registry     " + stage.registryHost() + "   (push with docker, skopeo, jib)");
    out.println("  config repo  " + stage.cloneUrl());
    out.println(
        "  forge        " + stage.forgeUrl() + "   (a small GitHub: pull requests, diff, Merge)");
    out.println(
        "  server       " + stage.serverUrl() + "/   (open this: what was pushed, what git has)");
    out.println("  files        " + place.dir() + (place.kept() ? "" : "   (deleted at the end)"));
    out.flush();
  }

  /**
   * Pushes the next version and waits until the server has done what it does.
   *
   * @return what became of it
   * @throws DemoFailure when nothing came of it
   */
  JsonNode push() {
    Tag tag = next();
    Instant begun = clock.instant();
    narrator.begin(tag.value(), begun);
    try {
      DemoImage.of(tag).push(stage.image(), tag);
    } catch (Fault fault) {
      throw new DemoFailure(String.valueOf(fault.getMessage()));
    }
    return await(tag.value(), begun, "to come to an end", push -> true);
  }

  private interface Wish {
    boolean isMet(JsonNode push);
  }

  private JsonNode await(String tag, Instant begun, String what, Wish wish) {
    Instant end = begun.plus(PATIENCE);
    while (clock.instant().isBefore(end)) {
      JsonNode push = narrator.find(tag).orElse(null);
      if (push != null && !UNDER_WAY.contains(push.path("state").asText()) && wish.isMet(push)) {
        narrator.tell();
        return push;
      }
      pause();
    }
    throw new DemoFailure(
        "Waited "
            + PATIENCE.toSeconds()
            + " seconds in vain for the push of "
            + tag
            + " "
            + what
            + ".");
  }

  // Above everything that main, the registry and the open pull requests know.
  private Tag next() {
    String tags = "http://" + stage.registryHost() + "/v2/" + stage.image().path() + "/tags/list";
    return NextVersion.above(Stream.concat(stage.repo().texts(), api.find(tags).stream()));
  }

  /** Merges as the reviewer would, and checks that the main branch then runs the new version. */
  void mergeAndCheck(JsonNode pushed) {
    String tag = pushed.path("tag").asText();
    JsonNode pullRequest = pushed.path("targets").path(0).path("pullRequest");
    if (!pushed.path("state").asText().equals("proposed") || pullRequest.isNull()) {
      throw new DemoFailure(
          "No pull request was opened for " + tag + ": " + pushed.path("sentence").asText());
    }
    stage.repo().merge(pullRequest.path("number").asInt());
    await(tag, clock.instant(), "to be merged", p -> p.path("state").asText().equals("merged"));
    String wanted = stage.image().path() + ":" + tag;
    for (String file : SampleConfigRepo.FILES_WITH_IMAGE) {
      String text = stage.repo().read(file).orElse("");
      Matcher old = NextVersion.RELEASE.matcher(text.replace("web-sidecar:1.4.1", ""));
      while (old.find()) {
        if (!old.group().equals(tag)) {
          throw new DemoFailure(
              "main does not run " + wanted + ": " + file + " still has " + old.group() + ".");
        }
      }
      if (!text.contains(tag)) {
        throw new DemoFailure("main does not run " + wanted + ": it is not in " + file + ".");
      }
    }
    out.println();
    out.println(
        "main now runs " + wanted + " in " + SampleConfigRepo.FILES_WITH_IMAGE.size() + " files.");
    out.flush();
  }

  /** Stays until the visitor has seen enough. */
  void stay(BufferedReader in) throws IOException, InterruptedException {
    out.println(
        "Open "
            + stage.serverUrl()
            + "/ and follow the pull request there: read its diff, press Merge.");
    out.println("Enter pushes the next tag (an open pull request is updated); q or Ctrl-C ends.");
    out.println("Or push one yourself, for example:");
    for (String line :
        List.of(
            "  docker push " + stage.image() + ":1.4.50",
            "  skopeo copy --dest-tls-verify=false docker://nginx:alpine docker://"
                + stage.image()
                + ":1.4.50")) {
      out.println(line);
    }
    out.flush();
    String line = in.readLine();
    while (line != null && !line.trim().equalsIgnoreCase("q")) {
      try {
        push();
      } catch (DemoFailure e) {
        out.println(e.getMessage());
        out.flush();
      }
      line = in.readLine();
    }
    if (line == null) {
      // Nobody can type here; Ctrl-C or a signal ends it.
      new CountDownLatch(1).await();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("The demo was interrupted.");
    }
  }
}
