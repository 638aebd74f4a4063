package dev.tagboat.bot.cli;

/** Entry point of {@code tagboat}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("tagboat");
  }
}
