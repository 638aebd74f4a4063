package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that looks for a Java, with ones that only tell what they were given. */
@NeedsProgram({"bash", "sed", "sort", "env"})
class LauncherTest {
  private final Path directory;

  LauncherTest(@TempDir Path directory) throws IOException {
    this.directory = directory.toRealPath();
  }

  @BeforeEach
  void install() throws IOException {
    Files.copy(Path.of("tagboat-action.sh"), directory.resolve("tagboat-action.sh"));
    Files.writeString(directory.resolve("tagboat-action.jar"), "a jar");
  }

  /** A Java of that version; answers its home. */
  private String java(String name, String version) throws IOException {
    Path java = directory.resolve(name).resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\"' >&2; else echo "
            + name
            + " \"$@\"; fi\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory.resolve(name).toString();
  }

  private List<String> run(Map<String, String> env) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", directory.resolve("tagboat-action.sh").toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_HOME"));
    // All that it calls, and no Java of this machine.
    Path programs = Files.createDirectories(directory.resolve("programs"));
    for (String program : List.of("dirname", "sed", "sort", "env", "cat")) {
      Path there = programs.resolve(program);
      Files.writeString(there, "#!/bin/sh\nexec " + which(program) + " \"$@\"\n");
      Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    builder.environment().put("PATH", programs.toString());
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return List.of(output, "exit " + process.waitFor());
  }

  private static Path which(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return Path.of(folder, program);
      }
    }
    throw new IllegalStateException("no " + program);
  }

  @Test
  void theOneOnTheSearchPathComesFirst() throws IOException, InterruptedException {
    Map<String, String> env = new HashMap<>();
    env.put("PATH", java("path", "17.0.15") + "/bin:" + directory.resolve("programs"));
    env.put("JAVA_HOME_25_X64", java("newer", "25"));

    assertThat(run(env))
        .containsExactly(
            "path -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "
                + directory.resolve("tagboat-action.jar"),
            "exit 0");
  }

  @Test
  void onesThatAreTooOldAreLeftAlone() throws IOException, InterruptedException {
    Map<String, String> env = new HashMap<>();
    env.put("PATH", java("path", "1.8.0_402") + "/bin:" + directory.resolve("programs"));
    env.put("JAVA_HOME", java("home", "11.0.2"));
    env.put("JAVA_HOME_8_X64", java("eight", "1.8.0_402"));
    env.put("JAVA_HOME_17_X64", java("seventeen", "17.0.1"));
    env.put("JAVA_HOME_21_arm64", java("twentyone", "21.0.1"));

    assertThat(run(env).get(0)).startsWith("twentyone ");
  }

  @Test
  void withoutOneItSaysWhatToAdd() throws IOException, InterruptedException {
    assertThat(run(Map.of("JAVA_HOME", java("home", "11.0.2"))))
        .first()
        .asString()
        .startsWith("::error title=Tagboat::There is no Java 17 or newer")
        .contains("actions/setup-java");
    // Without JAVA_HOME, /bin/java is not meant.
    assertThat(run(Map.of()))
        .satisfies(
            said -> assertThat(said.get(0)).startsWith("::error title=Tagboat::There is no Java"),
            said -> assertThat(said.get(1)).isEqualTo("exit 1"));
  }

  @Test
  void withoutAJarItSaysSo() throws IOException, InterruptedException {
    Files.delete(directory.resolve("tagboat-action.jar"));

    assertThat(run(Map.of("JAVA_HOME", java("home", "17")))).first().asString().contains("no jar");
  }

  // Only its name can be seen here: https://www.msys2.org/docs/filesystem-paths/.
  @Test
  void inputsReachJavaAsTheyAre() throws IOException, InterruptedException {
    Path java = directory.resolve("telling/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        "#!/bin/sh\nif [ \"$1\" = -version ]; then echo 'openjdk version \"17\"' >&2;"
            + " else echo \"$MSYS2_ENV_CONV_EXCL $INPUT_TITLE\"; fi\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(
            run(
                Map.of(
                    "JAVA_HOME", directory.resolve("telling").toString(),
                    "INPUT_TITLE", "/apps: {tag}")))
        .containsExactly("INPUT_ /apps: {tag}", "exit 0");
  }

  @Test
  void anArchiveOfThisJarAndThisJavaIsUsed() throws IOException, InterruptedException {
    Path jar = directory.resolve("tagboat-action.jar");
    String home = java("home", "17.0.15");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    Files.writeString(directory.resolve("tagboat-action.jsa"), "an archive");
    Files.writeString(
        directory.resolve("tagboat-action.jsa.of"), jar + "\n" + home + "/bin/java\n");

    assertThat(run(Map.of("JAVA_HOME", home)).get(0))
        .contains("-XX:SharedArchiveFile=" + directory.resolve("tagboat-action.jsa"));
    assertThat(run(Map.of("JAVA_HOME", java("other", "17"))).get(0)).doesNotContain("Archive");
  }
}
