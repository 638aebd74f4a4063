package dev.tagboat.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.registry.RealRegistry;
import dev.tagboat.bot.registry.RealSkopeo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The images that a release pushes, on another base: the real one is behind a network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsProgram({"docker-registry", "skopeo", "unshare", "tar", "ldd"})
class ImagesIT {
  private static final List<String> IMAGES = List.of("server", "applier", "cli", "action");
  private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  private final RealRegistry registry = RealRegistry.start();
  private final Map<String, Path> tars = new LinkedHashMap<>();
  private final Map<String, Unpacked> unpacked = new LinkedHashMap<>();
  private Path directory = Path.of("");
  private Path base = Path.of("");

  @BeforeAll
  void build(@TempDir Path temporary) throws IOException, InterruptedException {
    directory = temporary;
    base = TestBase.make(Files.createDirectory(directory.resolve("base")));
    tars.putAll(build("first"));
    for (String image : IMAGES) {
      String reference = registry.host() + "/tagboat/" + image + ":1";
      RealSkopeo.copy("oci-archive:" + tars.get(image), "docker://" + reference);
      Path own = Files.createDirectory(directory.resolve(image));
      unpacked.put(image, Unpacked.pull(reference, own));
    }
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  /** By the plugin's own goals, as a release calls them, with nothing left of another build. */
  private Map<String, Path> build(String name) throws IOException, InterruptedException {
    Path out = Files.createDirectory(directory.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("--batch-mode", "--no-transfer-progress", "--file", "pom.xml"));
    if ("offline: true".equals(System.getProperty("maven.offline"))) {
      command.add("--offline");
    }
    command.add("process-classes");
    IMAGES.forEach(image -> command.add("jib:buildTar@" + image));
    command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    command.add("-Dtagboat.images");
    command.add("-Dtagboat.revision=" + REVISION);
    command.add("-Djib.from.image=tar://" + base);
    command.add("-Djib.from.platforms=linux/amd64");
    command.add("-Djib.baseImageCache=" + out.resolve("base-cache"));
    command.add("-Djib.applicationCache=" + out.resolve("cache"));
    Programs.run(Path.of("").toAbsolutePath(), command.toArray(String[]::new));
    Map<String, Path> made = new LinkedHashMap<>();
    for (String image : IMAGES) {
      Path tar = out.resolve(image + ".tar");
      Files.move(Path.of("target", image + ".tar"), tar, StandardCopyOption.REPLACE_EXISTING);
      made.put(image, tar);
    }
    return made;
  }

  private Unpacked image(String name) {
    return Objects.requireNonNull(unpacked.get(name));
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void twoBuildsGiveTheSameBytes()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    for (Map.Entry<String, Path> again : build("second").entrySet()) {
      assertThat(sha256(again.getValue()))
          .as(again.getKey())
          .isEqualTo(sha256(Objects.requireNonNull(tars.get(again.getKey()))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "applier", "cli", "action"})
  void itSaysWhatItIs(String name) {
    Unpacked image = image(name);

    assertThat(image.label("source")).isEqualTo("https://github.com/tagboat/tagboat");
    assertThat(image.label("revision")).isEqualTo(REVISION);
    assertThat(image.label("version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(image.label("licenses")).isEqualTo("Apache-2.0");
    assertThat(image.label("title")).startsWith("tagboat");
    assertThat(image.label("description")).isNotEmpty();
    assertThat(image.label("base.name"))
        .matches("gcr\\.io/distroless/java25-debian13:nonroot@sha256:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource({"server, 65532:65532", "applier, 65532:65532", "cli, 65532:65532", "action, 0:0"})
  void onlyTheActionRunsAsRoot(String name, String user) {
    assertThat(image(name).config().path("User").asText()).isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource({"server, tagboat-server", "applier, tagboat-applier"})
  void theChartsOptionsAreThoseOfTheImage(String name, String chart) throws IOException {
    List<String> words =
        List.of(
            Files.readString(Path.of("../charts", chart, "values.yaml"))
                .replaceAll("(?s).*\njava:\n  options: >-\n(.*?)\n[a-z].*", "$1")
                .strip()
                .split("\\s+"));

    List<String> variables = new ArrayList<>();
    image(name).config().path("Env").forEach(one -> variables.add(one.asText()));
    assertThat(variables).contains("JAVA_TOOL_OPTIONS=" + String.join(" ", words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "applier", "cli"})
  void itStarts(String name) throws IOException, InterruptedException {
    assertThat(image(name).says("--version")).contains(image(name).label("version"));
    assertThat(image(name).says("--help")).contains("Usage: " + image(name).label("title"));
  }

  @Test
  void theActionFailsWithASentence() throws IOException, InterruptedException {
    Process process = image("action").start().start();
    process.getOutputStream().close();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("::error title=Tagboat::The input images is missing or empty");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void theServerServes() throws IOException, InterruptedException {
    Unpacked image = image("server");
    int port = Serving.freePort();
    Files.writeString(
        image.root().resolve("etc/tagboat-server.yaml"),
        "listen: 127.0.0.1:" + port + "\ndata: /tmp/data\n");
    try (Serving server =
        Serving.start(image.start("serve", "--config", "/etc/tagboat-server.yaml"))) {
      assertThat(Serving.get("http://127.0.0.1:" + port + "/healthz", "none").statusCode())
          .as(server.toString())
          .isEqualTo(200);
    }
  }
}
