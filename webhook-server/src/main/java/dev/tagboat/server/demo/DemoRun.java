package dev.tagboat.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** One run of the demo, from an empty stage to an empty stage. */
public final class DemoRun {
  private DemoRun() {}

  /**
   * How it is run.
   *
   * @param port of the server; 0 takes any free ones
   * @param dir where everything is kept; null for a temporary folder
   * @param exit whether it merges by itself and ends
   */
  public record Options(int port, @Nullable Path dir, boolean exit) {}

  /**
   * Runs it until the visitor ends it, or once.
   *
   * @throws UserFault when the options make no sense
   * @throws DemoFailure when it cannot start, or did not do what it should
   */
  public static void run(Options options, PrintWriter out, Clock clock) {
    Ports ports = Ports.from(options.port());
    Workplace place = Workplace.at(options.dir());
    Stage stage = Stage.set(place, ports, clock);
    Narrator narrator = new Narrator(stage.serverUrl(), out, Ansi.AUTO);
    // Also when a signal ends the process: nothing is left running, no folder left behind.
    Thread cleanUp =
        new Thread(
            () -> {
              narrator.stop();
              stage.close();
            },
            "clean-up");
    Runtime.getRuntime().addShutdownHook(cleanUp);
    Demo demo = new Demo(stage, narrator, out, clock);
    demo.introduce(place);
    narrator.start();
    JsonNode pushed = demo.push();
    if (options.exit()) {
      demo.mergeAndCheck(pushed);
      return;
    }
    try {
      demo.stay(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    } catch (IOException e) {
      throw new DemoFailure("The terminal cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
