package dev.tagboat.applier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Whatever becomes of a Secret, its values are in nothing that is printed, logged or kept. */
@NeedsApiServer
final class NoSecretTest extends EndToEndBase {
  private static final Kind SECRET = new Kind("v1", "Secret", "secrets", true);
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final StringBuilder said = new StringBuilder();
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

  private String secret(String value, String more) {
    return "apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: "
        + namespace
        + " }\nstringData: { password: "
        + value
        + " }\n"
        + more;
  }

  /** In both forms of output; what they say is kept. */
  private void all(String command) throws IOException {
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

  private ObjectId id() {
    return new ObjectId("", "Secret", namespace, "s");
  }

  private void change(String manager, String value) throws IOException {
    cluster.patch(
        SECRET,
        id(),
        MAPPER.readTree(
            "[{\"op\":\"replace\",\"path\":\"/data/password\",\"value\":\""
                + base64(value)
                + "\"}]"),
        manager);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private void assertThatNothingShows(String... values) {
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

  @Test
  void whenItComesChangesAndGoes() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }"))
        .put("prod/s.yaml", secret("hunter2-first", ""))
        .commit();
    all("diff");
    all("once");
    repo.put("prod/s.yaml", secret("fisher3-second", "")).commit();
    all("diff");
    all("once");
    repo.remove("prod/s.yaml").commit();
    all("diff");
    all("once");

    assertThat(said).contains("/data/password", "deleted Secret/" + namespace + "/s");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  @Test
  void whenItDriftsAndIsOnlyTold() throws IOException {
    configure("drift: { mode: alert }\n");
    repo.put("prod/s.yaml", secret("hunter2-first", "")).commit();
    all("once");
    change("kubectl-edit", "fisher3-second");
    all("once");
    configure("drift: { mode: heal }\n");
    all("once");

    assertThat(said).contains("drift: Secret/" + namespace + "/s was changed");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  @Test
  void whenTheServerRefusesIt() throws IOException {
    repo.put("prod/s.yaml", secret("hunter2-first", "immutable: true\n")).commit();
    all("once");
    repo.put("prod/s.yaml", secret("fisher3-second", "immutable: true\n")).commit();
    all("diff");
    all("once");
    repo.put("prod/s.yaml", secret("hunter2-first", "type: kubernetes.io/tls\n")).commit();
    all("once");
    repo.put("prod/s.yaml", secret("hunter2-first", "").replace("stringData", "data")).commit();
    all("once");

    assertThat(said).contains("failed Secret/" + namespace + "/s");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  @Test
  void whenItIsTakenOverFromKubectl() throws IOException {
    repo.put("prod/0-namespace.yaml", namespaceYaml()).commit();
    all("once");
    ObjectNode theirs =
        (ObjectNode)
            MAPPER.readTree(
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"password\":\""
                    + base64("hunter2-first")
                    + "\",\"other\":\""
                    + base64("gone4-third")
                    + "\"}}");
    theirs.putObject("metadata").put("name", "s").put("namespace", namespace);
    // kubectl keeps the whole object in an annotation.
    String copy = theirs.toString();
    theirs
        .withObject("/metadata/annotations")
        .put("kubectl.kubernetes.io/last-applied-configuration", copy);
    cluster.apply(SECRET, id(), theirs, new Write("kubectl-client-side-apply", true, false));
    repo.put("prod/s.yaml", secret("fisher3-second", "")).commit();
    all("diff");
    all("once");

    assertThat(said).contains("takes over the fields of kubectl-client-side-apply");
    assertThatNothingShows("hunter2-first", "fisher3-second", "gone4-third");
  }

  @Test
  void whenItsFileIsWrong() throws IOException {
    repo.put("prod/s.yaml", secret("hunter2-first", "stringData: { password: fisher3-second }\n"))
        .commit();
    all("once");
    repo.put("prod/s.yaml", secret("[hunter2-first, fisher3-second", "")).commit();
    all("once");

    assertThat(said).contains("prod/s.yaml:");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }
}
