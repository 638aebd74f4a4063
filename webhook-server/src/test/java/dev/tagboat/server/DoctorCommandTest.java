package dev.tagboat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.server.assembly.Doctor;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code doctor} on a configuration, against the embedded forge. */
final class DoctorCommandTest {
  private static final String BOTS = "ghs_bots-own";
  private static final String ADMINS = "ghp_administrator";

  private final Path folder;
  private final EmbeddedForge forge;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  DoctorCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.forge =
        EmbeddedForge.start(
            ForgeConfig.in(folder.resolve("forge"))
                .withToken(ForgeToken.forBot(BOTS, "tagboat"))
                .withToken(ForgeToken.forAdministrator(ADMINS, "ada")));
  }

  @BeforeEach
  void fill() {
    forge.addRepository("acme", "config");
    forge.commit("acme", "config", "main", "ada", "Start", Map.of("a.yaml", new byte[] {'1'}));
    forge.protect("acme", "config", "main", List.of("build"), false);
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  private Path config(String token, String more) throws IOException {
    Files.writeString(folder.resolve("token"), token);
    return Files.writeString(
        folder.resolve("tagboat-server.yaml"),
        """
        repositories:
          - url: %s
            images: ["r.example/acme/*"]
            forge: { type: github, api-url: "%s", token-file: token }
        """
                .formatted(forge.cloneUrl("acme", "config"), forge.apiUrl())
            + more);
  }

  private int doctor(Path config, String... more) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] args = new String[more.length + 3];
    args[0] = "doctor";
    args[1] = "--config";
    args[2] = config.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return line.execute(args);
  }

  @Test
  void whatATokenMayDoBesidesIsToldAndFails() throws IOException {
    assertThat(doctor(config(ADMINS, ""), "-o", "json")).isEqualTo(1);

    JsonNode rows = new ObjectMapper().readTree(out.toString());
    assertThat(rows)
        .anySatisfy(
            row -> {
              assertThat(row.path("status").asText()).isEqualTo("too-much");
              assertThat(row.path("subject").asText())
                  .isEqualTo(forge.cloneUrl("acme", "config").toString());
              assertThat(row.path("advice").asText()).isNotEmpty();
            });
    assertThat(out.toString()).doesNotContain(ADMINS);
  }

  @Test
  void aTokenAsItShouldBeIsWell() throws IOException {
    ServerConfig config = ConfigFile.read(config(BOTS, ""), name -> null);
    Doctor doctor = new Doctor(config, Map.of(), folder, folder, Clock.systemUTC());

    List<Diagnosis> all = doctor.look(Set.of(), what -> {});

    assertThat(all).hasSizeGreaterThan(4).noneMatch(Diagnosis::isTooMuch);
    assertThat(all)
        .filteredOn(one -> one.finding().component().equals("registry"))
        .extracting(one -> one.finding().status())
        .containsExactly(Finding.Status.OK);
  }

  @Test
  void aClusterInReachIsTooMuchAndALoginThatNobodyAskedAboutIsUnknown() throws IOException {
    Path mounted = folder.resolve("var/run/secrets/kubernetes.io/serviceaccount");
    Files.createDirectories(mounted);
    Files.writeString(mounted.resolve("token"), "x");
    String registry = "registries:\n  - { host: r.example, username: u, password-file: token }\n";
    ServerConfig config = ConfigFile.read(config(BOTS, registry), name -> null);
    Doctor doctor = new Doctor(config, Map.of(), folder, folder, Clock.systemUTC());

    List<Diagnosis> all = doctor.look(Set.of(), what -> {});

    assertThat(all)
        .filteredOn(Diagnosis::isTooMuch)
        .extracting(one -> one.finding().component())
        .containsExactly("cluster");
    assertThat(all)
        .extracting(Diagnosis::finding)
        .filteredOn(one -> one.component().equals("registry"))
        .extracting(Finding::status, Finding::what)
        .containsExactly(tuple(Finding.Status.UNKNOWN, "r.example"));
  }

  @Test
  void badUsageIsOneSentence() throws IOException {
    assertThat(doctor(config(BOTS, ""), "--image", "a b")).isEqualTo(2);
    assertThat(err.toString()).contains("--image: \"a b\" is not an image name without a tag.");
    assertThat(doctor(folder.resolve("none.yaml"))).isEqualTo(2);
  }
}
