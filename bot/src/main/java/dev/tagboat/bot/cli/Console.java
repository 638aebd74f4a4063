package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Printable;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two ways out and the one way in, all UTF-8. Results go to {@link #out}, everything said about
 * them to standard error. What came from files or the network is printed through {@link #note} or
 * {@link #safe}: it must not steer a terminal.
 */
final class Console {
  private final Sink sink;
  private final PrintWriter out;
  private final PrintWriter err;
  private final InputStream in;
  private final boolean terminal;
  private final boolean colour;
  private final Progress progress;

  Console(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Map<String, String> env,
      boolean terminal,
      Clock clock) {
    this.in = in;
    this.sink = new Sink(out);
    this.out = writer(sink);
    this.err = writer(new Sink(err));
    this.terminal = terminal;
    this.colour =
        terminal && env.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(env.get("TERM"));
    this.progress = new Progress(this.err, terminal && !"dumb".equals(env.get("TERM")), clock);
  }

  private static PrintWriter writer(OutputStream target) {
    return new PrintWriter(
        new OutputStreamWriter(new BufferedOutputStream(target), StandardCharsets.UTF_8));
  }

  /** For results. */
  PrintWriter out() {
    progress.clear();
    return out;
  }

  PrintWriter err() {
    progress.clear();
    return err;
  }

  BufferedReader in() {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  boolean isTerminal() {
    return terminal;
  }

  /** A line for a person to read, on standard error; line ends in it stay. */
  void note(String text) {
    synchronized (progress) { // or another thread would draw in between
      progress.clear();
      out.flush();
      text.lines().map(Printable::plain).forEach(line -> err.print(line + "\n"));
      err.flush();
    }
  }

  /** How far we are; only for somebody who sits there and waits longer than a second. */
  void progress(String text) {
    progress.accept(text);
  }

  /** As if somebody looked at the clock: shows what came too early to be shown. */
  void tick() {
    progress.tick();
  }

  /** Looks at the clock by itself from now on. */
  void keepProgressCurrent() {
    progress.keepCurrent();
  }

  /** From now on nothing is said about how far we are. */
  void hideProgress() {
    progress.hide();
  }

  /** Text of unknown origin for standard output: as it is, unless a terminal would obey it. */
  String safe(String line) {
    return terminal ? Printable.plain(line) : line;
  }

  /** Text in one of the few colours, where there are colours. */
  String paint(Colour as, String text) {
    return colour ? "\u001b[" + as.code + "m" + text + "\u001b[0m" : text;
  }

  /** SGR codes (ECMA-48, 8.3.117). */
  enum Colour {
    BOLD(1),
    RED(31),
    GREEN(32),
    CYAN(36);

    private final int code;

    Colour(int code) {
      this.code = code;
    }
  }

  /** The end: nothing is said about progress from here on. */
  void flush() {
    progress.hide();
    out.flush();
    err.flush();
  }

  /** Why not all output arrived; null when it did, or when its reader went away. */
  @Nullable String problem() {
    return sink.problem();
  }
}
