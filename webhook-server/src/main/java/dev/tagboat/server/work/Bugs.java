package dev.tagboat.server.work;

/** What is told to people of an exception that nobody expected. */
final class Bugs {
  private Bugs() {}

  /** Without the exception's message, which may quote anything. */
  static String sentence(RuntimeException bug) {
    return "this is a bug of Tagboat ("
        + bug.getClass().getSimpleName()
        + "); the server's log says where. Please report it.";
  }
}
