package dev.tagboat.bot.sigstore;

/** A signature proves nothing. The message follows "it does not prove who made it: ". */
final class Unproven extends Exception {
  private static final long serialVersionUID = 1L;

  Unproven(String reason) {
    super(reason);
  }

  static void unless(boolean right, String reason) throws Unproven {
    if (!right) {
      throw new Unproven(reason);
    }
  }
}
