package dev.tagboat.applier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.ApiServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Keeps all that commands print, log and leave in the cluster. */
abstract class NoSecretBase extends EndToEndBase {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  final StringBuilder said = new StringBuilder();
  private Level level = Level.INFO;

  @BeforeEach
  void listen() {
    level = ROOT.getLevel();
    ROOT.setLevel(Level.TRACE);
    log.start();
    ROOT.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ROOT.detachAppender(log);
    ROOT.setLevel(level);
  }

  /** In both forms of output; what they say is kept. */
  final void all(String command) throws IOException {
    for (String form : List.of("text", "json")) {
      StringWriter out = new StringWriter();
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out));
      line.setErr(new PrintWriter(out));
      List<String> arguments = new ArrayList<>(List.of(command, "-o", form));
      arguments.addAll(List.of("--config", folder.resolve("applier.yaml").toString()));
      arguments.addAll(List.of("--kubeconfig", ApiServer.shared().kubeconfig().toString()));
      line.execute(arguments.toArray(String[]::new));
      said.append(out);
    }
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  final void assertThatNothingShows(String... values) {
    StringBuilder everything = new StringBuilder(said);
    log.list.forEach(event -> everything.append(event.getFormattedMessage()).append('\n'));
    cluster
        .get(
            CONFIG_MAP, new ObjectId("", "ConfigMap", "state-" + namespace, "tagboat-" + namespace))
        .ifPresent(everything::append);
    assertThat(said).as("that there was something to see").isNotEmpty();
    for (String value : values) {
      assertThat(everything).doesNotContain(value, base64(value), base64(value).substring(0, 8));
    }
  }
}
