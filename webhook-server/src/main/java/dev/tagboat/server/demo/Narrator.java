package dev.tagboat.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/**
 * Tells what happens to every push, the visitor's own too, as the server's API shows it: one line
 * for each step with its time since the push began.
 */
final class Narrator {
  private static final int PAGE = 20;
  private static final long EVERY_MILLIS = 100;

  private static final Optional<Ansi.Style> BOLD = Optional.of(Ansi.Style.bold);

  private final Api api = new Api();
  private final String serverUrl;
  private final PrintWriter out;
  private final ColorScheme colours;
  private final Map<String, Told> told = new HashMap<>();
  private final Map<String, Instant> begun = new HashMap<>();
  private final Thread thread = new Thread(this::watch, "narrator");
  private volatile boolean stopped;

  /** How much of one push was told. */
  private static final class Told {
    String seen = "";
    int lines;
    String commit = "";
  }

  Narrator(String serverUrl, PrintWriter out, Ansi ansi) {
    this.serverUrl = serverUrl;
    this.out = out;
    this.colours = new ColorScheme.Builder(ansi).build();
  }

  /** Leaves out what an earlier run did. */
  void start() {
    for (JsonNode push : pushes()) {
      JsonNode whole = push(push.path("id").asText());
      Told known = new Told();
      known.seen = fingerprint(push);
      known.lines = whole.path("history").size();
      known.commit = commit(whole);
      told.put(push.path("id").asText(), known);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** A tag is about to be pushed by us: its times count from now. */
  synchronized void begin(String tag, Instant now) {
    begun.put(tag, now);
    out.println();
    say("0.000 s", tag, "push", "jib pushes the image with the tag " + tag);
  }

  /** The push of a tag, once the server has it; the newest. */
  Optional<JsonNode> find(String tag) {
    return pushes().stream()
        .filter(push -> push.path("tag").asText().equals(tag))
        .findFirst()
        .map(push -> push(push.path("id").asText()));
  }

  /** Tells what is new at once; the watching thread would a little later. */
  synchronized void tell() {
    List<JsonNode> pushes = pushes();
    for (int i = pushes.size() - 1; i >= 0; i--) {
      JsonNode push = pushes.get(i);
      Told known = told.computeIfAbsent(push.path("id").asText(), id -> new Told());
      String now = fingerprint(push);
      if (!now.equals(known.seen)) {
        tell(push(push.path("id").asText()), known);
        known.seen = now;
      }
    }
    out.flush();
  }

  private void tell(JsonNode push, Told known) {
    Instant start =
        begun.getOrDefault(
            push.path("tag").asText(), Instant.parse(push.path("receivedAt").asText()));
    JsonNode history = push.path("history");
    for (int i = known.lines; i < history.size(); i++) {
      JsonNode line = history.get(i);
      Duration since = Duration.between(start, Instant.parse(line.path("at").asText()));
      say(
          "%.3f s".formatted(since.toMillis() / 1000.0),
          push.path("tag").asText(),
          line.path("step").asText(),
          line.path("detail").asText());
    }
    known.lines = history.size();
    JsonNode pullRequest = push.path("targets").path(0).path("pullRequest");
    if (push.path("state").asText().equals("proposed") && !commit(push).equals(known.commit)) {
      known.commit = commit(push);
      show(api.text(pullRequest.path("url").asText() + ".diff"));
      say("", push.path("tag").asText(), "review", pullRequest.path("url").asText());
    }
  }

  private void say(String time, String tag, String step, String detail) {
    out.printf("  %9s  %-7s %s %s%n", time, tag, styled(BOLD, "%-11s".formatted(step)), detail);
  }

  private void show(String diff) {
    out.println();
    for (String line : diff.lines().toList()) {
      String text = "      " + line.replace("\r", "");
      out.println(styled(style(line), text));
    }
    out.println();
  }

  private static Optional<Ansi.Style> style(String line) {
    if (line.startsWith("+++") || line.startsWith("---")) {
      return Optional.of(Ansi.Style.bold);
    }
    if (line.startsWith("+")) {
      return Optional.of(Ansi.Style.fg_green);
    }
    return line.startsWith("-") ? Optional.of(Ansi.Style.fg_red) : Optional.empty();
  }

  private String styled(Optional<Ansi.Style> style, String text) {
    return style.isEmpty() ? text : colours.apply(text, List.of(style.get())).toString();
  }

  private static String commit(JsonNode push) {
    return push.path("targets").path(0).path("commit").asText();
  }

  private static String fingerprint(JsonNode push) {
    return push.path("state") + "|" + push.path("sentence") + "|" + push.path("attempts");
  }

  private List<JsonNode> pushes() {
    JsonNode page = api.json(serverUrl + "/api/v1/pushes?limit=" + PAGE);
    return page.path("pushes").valueStream().toList();
  }

  private JsonNode push(String id) {
    return api.json(serverUrl + "/api/v1/pushes/" + id);
  }

  private void watch() {
    while (!stopped) {
      try {
        tell();
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (DemoFailure e) {
        if (!stopped) {
          say("", "", "trouble", String.valueOf(e.getMessage()));
        }
        return;
      }
    }
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }
}
