package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;

/** What a registry said of a tag. */
public sealed interface Confirmation {

  /** One sentence for people. */
  String sentence();

  /**
   * The tag is there and points to {@code digest}.
   *
   * @param mediaType the manifest's media type, as the registry says it
   * @param index whether that is an image index (several platforms) rather than one manifest
   * @param size the manifest's own size in bytes; -1 when the registry does not say
   */
  record Confirmed(Digest digest, String mediaType, boolean index, long size)
      implements Confirmation {
    @Override
    public String sentence() {
      return "the registry confirms " + digest + " (" + (index ? "index" : "manifest") + ")";
    }
  }

  /**
   * Ask again later: the registry does not show the tag yet, or the claimed digest. Registries send
   * the event before the tag is readable.
   */
  record NotReadable(String sentence) implements Confirmation {}

  /**
   * The tag points elsewhere than the event said: it is stale for a moment, or moved since. Ask
   * again; when it stays, the event is outdated.
   *
   * @param now what the tag points to now
   */
  record PointsElsewhere(Digest now, String sentence) implements Confirmation {}

  /** No use asking again: what is there is not an image that could be run. */
  record Refused(String sentence) implements Confirmation {}
}
