package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script beside the jar, with a Java that only tells what it was given. */
@NeedsProgram("sh")
class LauncherTest {
  private static final Path SH = Path.of("/bin/sh");

  private final Path dir;
  private final Path jar;
  private final Path archive;
  private final Path stamp;
  private final Path java;

  LauncherTest(@TempDir Path temporary) throws IOException {
    this.dir = temporary.toRealPath();
    this.jar = dir.resolve("tagboat.jar");
    this.archive = dir.resolve("tagboat.jsa");
    this.stamp = dir.resolve("tagboat.jsa.of");
    this.java = dir.resolve("jdk/bin/java");
  }

  @BeforeEach
  void install() throws IOException {
    Files.writeString(jar, "a jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-24T08:00:00Z")));
    Files.copy(Path.of("src/main/launcher/tagboat"), dir.resolve("tagboat"));
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void archive(Path ofJar, Path ofJava) throws IOException {
    Files.writeString(archive, "an archive");
    Files.writeString(stamp, ofJar + "\n" + ofJava + "\n");
  }

  private List<String> run(String... args) throws IOException, InterruptedException {
    return run(Map.of("JAVA_HOME", dir.resolve("jdk").toString()), dir.resolve("tagboat"), args);
  }

  private static List<String> run(Map<String, String> env, Path script, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SH.toString(), script.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("TAGBOAT_JAVA_OPTS");
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    List<String> lines = new ArrayList<>(output.lines().toList());
    lines.add("exit " + process.waitFor());
    return lines;
  }

  @Test
  void withoutAnArchiveItRunsTheJarWithTheSameWords() throws IOException, InterruptedException {
    assertThat(run("scan", "a b", "$x", "*"))
        .containsExactly(
            "-XX:+UseSerialGC",
            "-Xmn64m",
            "-jar",
            jar.toString(),
            "scan",
            "a b",
            "$x",
            "*",
            "exit 0");
  }

  @Test
  void anArchiveOfThisJarAndThisJavaIsUsed() throws IOException, InterruptedException {
    archive(jar, java);

    assertThat(run("scan"))
        .startsWith("-XX:SharedArchiveFile=" + archive)
        .endsWith("-jar", jar.toString(), "scan", "exit 0");
  }

  @Test
  void anArchiveOfAnotherJarOrJavaIsNot() throws IOException, InterruptedException {
    archive(Path.of("/elsewhere/tagboat.jar"), java);
    assertThat(run("scan")).startsWith("-XX:+UseSerialGC", "-Xmn64m", "-jar");

    archive(jar, Path.of("/usr/bin/java"));
    assertThat(run("scan")).startsWith("-XX:+UseSerialGC", "-Xmn64m", "-jar");

    archive(jar, java);
    Files.setLastModifiedTime(archive, FileTime.from(Instant.parse("2026-11-24T07:00:00Z")));
    assertThat(run("scan")).startsWith("-XX:+UseSerialGC", "-Xmn64m", "-jar");
  }

  @Test
  void itFindsTheJarFromBehindASymbolicLink() throws IOException, InterruptedException {
    Path link = Files.createDirectories(dir.resolve("bin")).resolve("tagboat");
    Files.createSymbolicLink(link, dir.resolve("tagboat"));

    assertThat(run(Map.of("JAVA_HOME", dir.resolve("jdk").toString()), link, "scan"))
        .containsExactly("-XX:+UseSerialGC", "-Xmn64m", "-jar", jar.toString(), "scan", "exit 0");
  }

  @Test
  void optionsForJavaComeBehindOurOwnAndWin() throws IOException, InterruptedException {
    Map<String, String> env =
        Map.of("JAVA_HOME", dir.resolve("jdk").toString(), "TAGBOAT_JAVA_OPTS", "-Xmx2g -ea");

    assertThat(run(env, dir.resolve("tagboat"), "scan"))
        .containsExactly(
            "-XX:+UseSerialGC",
            "-Xmn64m",
            "-Xmx2g",
            "-ea",
            "-jar",
            jar.toString(),
            "scan",
            "exit 0");
  }

  @Test
  void withoutJavaItSaysWhatToDo() throws IOException, InterruptedException {
    assertThat(run(Map.of("PATH", "/no/such/directory"), dir.resolve("tagboat"), "scan"))
        .containsExactly(
            "tagboat: there is no Java. Install Java 17 or newer, or set JAVA_HOME.", "exit 2");
  }
}
