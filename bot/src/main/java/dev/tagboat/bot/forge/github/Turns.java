package dev.tagboat.bot.forge.github;

import java.time.Duration;

/**
 * Turns that several programs with one token give each other: GitHub counts by token, whoever uses
 * it. Within one program {@link TokenLanes} sees to it alone. A program that cannot reach the
 * others goes on by itself, so that no method throws. Safe for many threads.
 */
public interface Turns {
  /** For a program that shares its tokens with no other. */
  Turns ALONE =
      new Turns() {
        @Override
        public Answer ask(String lane, boolean write) {
          return Answer.FREE;
        }

        @Override
        public void done(String lane, Duration untilWrite, Duration rest) {}
      };

  /**
   * Asks to send one request. Who is answered {@link Answer#FREE} sends it and says {@link #done}
   * after its answer; anybody else asks again.
   *
   * @param lane a name of the token that does not tell it
   * @param write whether the pause after the write before has to be over
   */
  Answer ask(String lane, boolean write);

  /**
   * Passes the turn on.
   *
   * @param untilWrite how long nobody may write from now on; zero after a read
   * @param rest how long nobody may send anything from now on, as GitHub asked; mostly zero
   */
  void done(String lane, Duration untilWrite, Duration rest);

  /**
   * When a request may be sent.
   *
   * @param rest what is left of a pause that GitHub asked for
   * @param again when to ask once more
   */
  record Answer(Duration rest, Duration again) {
    /** Now. */
    public static final Answer FREE = new Answer(Duration.ZERO, Duration.ZERO);

    boolean isFree() {
      return rest.isZero() && again.isZero();
    }
  }
}
