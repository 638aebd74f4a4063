package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Printable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that tells how far we are. It is written over in place and gone in the
 * end. Nothing shows in the first second, and then five times a second at most. No escape sequence
 * is needed: a carriage return and spaces do on every terminal. Safe for many threads.
 */
final class Progress implements Consumer<String> {
  private static final long FIRST_MILLIS = 1_000;
  private static final long PAUSE_MILLIS = 200;
  // A line that fills a narrow terminal would wrap, and could not be written over.
  private static final int WIDTH = 79;

  private final PrintWriter err;
  private final Clock clock;
  private boolean shown;
  private long notBefore;
  private int drawn;
  private @Nullable String latest;
  private @Nullable Timer timer;
  private boolean timed;

  /**
   * @param shown whether somebody sits at a terminal that can write a line over
   */
  Progress(PrintWriter err, boolean shown, Clock clock) {
    this.err = err;
    this.shown = shown;
    this.clock = clock;
    this.notBefore = shown ? clock.millis() + FIRST_MILLIS : Long.MAX_VALUE;
  }

  /** From the first text on, also shows in time what came too early, when nothing more comes. */
  synchronized void keepCurrent() {
    timed = shown;
  }

  @Override
  public synchronized void accept(String text) {
    if (!shown) {
      return;
    }
    latest = text;
    tick();
    if (timed && timer == null) {
      timer = new Timer("progress", true);
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              tick();
            }
          },
          PAUSE_MILLIS,
          PAUSE_MILLIS);
    }
  }

  /** Shows the latest text, if it is time. */
  synchronized void tick() {
    String text = latest;
    long now = clock.millis();
    if (!shown || text == null || now < notBefore) {
      return;
    }
    latest = null;
    notBefore = now + PAUSE_MILLIS;
    draw(cut(Printable.plain(text)));
  }

  /** Takes the line away, so that something else can be printed. */
  synchronized void clear() {
    latest = null;
    if (drawn > 0) {
      draw("");
      err.print('\r');
      err.flush();
    }
  }

  synchronized void hide() {
    clear();
    shown = false;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void draw(String line) {
    int length = line.codePointCount(0, line.length());
    err.print("\r" + line + " ".repeat(Math.max(0, drawn - length)));
    err.flush();
    drawn = length;
  }

  private static String cut(String line) {
    return line.codePointCount(0, line.length()) <= WIDTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, WIDTH - 1)) + "…";
  }
}
