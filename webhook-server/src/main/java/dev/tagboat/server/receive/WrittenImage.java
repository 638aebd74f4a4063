package dev.tagboat.server.receive;

import org.jspecify.annotations.Nullable;

/** An image as one text, {@code NAME[:TAG][@DIGEST]}, taken apart; nothing of it is checked. */
record WrittenImage(String name, @Nullable String tag, @Nullable String digest) {

  static WrittenImage of(String text) {
    int at = text.indexOf('@');
    String head = at < 0 ? text : text.substring(0, at);
    String digest = at < 0 ? null : text.substring(at + 1);
    int colon = head.lastIndexOf(':');
    // One before the last slash is that of a port.
    return colon > head.lastIndexOf('/')
        ? new WrittenImage(head.substring(0, colon), head.substring(colon + 1), digest)
        : new WrittenImage(head, null, digest);
  }

  /** What stands before the first slash. */
  String host() {
    return name.substring(0, Math.max(0, name.indexOf('/')));
  }

  /** What stands after the first slash; all of it when there is none. */
  String path() {
    return name.substring(name.indexOf('/') + 1);
  }
}
