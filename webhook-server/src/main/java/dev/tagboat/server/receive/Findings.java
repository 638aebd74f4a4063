package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.server.config.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a request: at most 100 events and 100 tags, the rest is counted. An event that
 * cannot be read does not lose the others.
 */
final class Findings {
  private static final int MAX = 100;

  /** Reads a part of a body. */
  @FunctionalInterface
  interface Reading {
    void read(JsonNode node) throws Json.Malformed;
  }

  private final List<Decoded> found = new ArrayList<>();
  private final Hook hook;
  private int tags;
  private int dropped;

  Findings(Hook hook) {
    this.hook = hook;
  }

  Hook hook() {
    return hook;
  }

  void add(Decoded decoded) {
    found.add(decoded);
  }

  /**
   * @param subject as the sender has it; empty when it has none
   */
  void ignored(String subject, String reason) {
    add(Decoded.ignored(shown(subject), reason));
  }

  /** See {@link Decoded.Ignored#routine}. */
  void routine(String subject, String reason) {
    add(Decoded.routine(shown(subject), reason));
  }

  private static String shown(String subject) {
    return subject.isEmpty() ? "" : Printable.quote(subject);
  }

  void one(JsonNode event, Reading reading) {
    try {
      reading.read(event);
    } catch (Json.Malformed e) {
      add(new Decoded.Unreadable(e.reason()));
    }
  }

  /**
   * @param events a list
   */
  void each(JsonNode events, Reading reading) {
    for (int i = 0; i < Math.min(events.size(), MAX); i++) {
      one(events.get(i), reading);
    }
    if (events.size() > MAX) {
      rest(events.size() - MAX, "events");
    }
  }

  /**
   * @param path of a repository in the registry of the hook, without the hook's prefix
   */
  void push(String path, Claim claim) {
    push("", path, claim);
  }

  /**
   * @param key of the sender's repository that the image is in
   */
  void push(String key, String path, Claim claim) {
    String full = hook.mapping().path(key, path);
    push(full, ImageName.of(hook.registry(), full), claim);
  }

  /**
   * @param name with or without a host
   */
  void pushNamed(String name, Claim claim) {
    String first = name.substring(0, Math.max(0, name.indexOf('/')));
    if (ImageName.startsWithHost(name) || ImageName.normaliseHost(first).equals(hook.registry())) {
      push(name, ImageName.of(first, name.substring(first.length() + 1)), claim);
    } else {
      push(name, claim);
    }
  }

  private void push(String name, Optional<ImageName> image, Claim claim) {
    tags++;
    if (tags > MAX) {
      dropped++;
      return;
    }
    add(
        image
            .map(known -> claim.of(hook, known))
            .orElseGet(
                () ->
                    new Decoded.Unreadable(
                        "not a valid repository name: " + Printable.quote(name))));
  }

  private void rest(int count, String what) {
    add(
        new Decoded.Ignored(
            count + " " + what, "more than " + MAX + " " + what + " in one request", count, false));
  }

  /** Never empty. */
  List<Decoded> all() {
    if (dropped > 0) {
      rest(dropped, "tags");
      dropped = 0;
    }
    return found.isEmpty()
        ? List.of(new Decoded.Unreadable("there is no event in the body"))
        : List.copyOf(found);
  }
}
