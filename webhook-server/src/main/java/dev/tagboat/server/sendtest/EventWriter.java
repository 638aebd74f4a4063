package dev.tagboat.server.sendtest;

/** Writes the event of one kind of sender. Pure. */
@FunctionalInterface
interface EventWriter {

  /**
   * @throws IllegalArgumentException when such a sender cannot speak of this image; the message
   *     says which images it can speak of
   */
  Written write(Occasion occasion);
}
