package dev.tagboat.server.sendtest;

/** Which images a sender can speak of. */
final class Images {
  private Images() {}

  static void require(Occasion occasion, String host, String type) {
    if (!occasion.image().registry().equals(host)) {
      throw new IllegalArgumentException(
          "Events of "
              + type
              + " speak of images of "
              + host
              + " only, such as "
              + host
              + "/acme/app:1.2.");
    }
    requireNamespace(occasion, type);
  }

  static void requireNamespace(Occasion occasion, String type) {
    if (occasion.namespace().isEmpty()) {
      throw new IllegalArgumentException(
          "In events of "
              + type
              + " an image has an owner: its path must have two parts, such as acme/app.");
    }
  }
}
