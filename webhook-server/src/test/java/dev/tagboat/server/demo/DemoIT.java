package dev.tagboat.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.git.TestGit;
import dev.tagboat.server.assembly.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as the README starts it: the jar, in a process of its own. */
class DemoIT {
  private static final long SECONDS = 90;

  @TempDir Path folder;

  private ServerProcess demo(String log, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "demo";
    System.arraycopy(args, 0, all, 1, args.length);
    return ServerProcess.start(folder.resolve(log), Map.of(), all);
  }

  @Test
  void theJarKnowsItsVersion() throws Exception {
    try (ServerProcess version =
        ServerProcess.start(folder.resolve("version"), Map.of(), "--version")) {
      assertThat(version.awaitExit(SECONDS)).isZero();
      assertThat(version.output()).matches("tagboat-server \\d+\\.\\d+\\.\\d+\\S*\\R");
    }
  }

  @Test
  void runsOnceAndAgainOnTheSameFolder() throws Exception {
    String dir = folder.resolve("kept").toString();
    try (ServerProcess first = demo("first", "--exit", "--port", "0", "--dir", dir)) {
      assertThat(first.awaitExit(SECONDS)).as(first.output()).isZero();
      assertThat(first.output())
          .containsSubsequence(
              "received", "confirmed", "planned", "committed", "pushed", "proposed", "merged")
          .contains("-  tag: 1.4.1          # bumped by pull request only")
          .contains("+  tag: 1.4.2          # bumped by pull request only")
          .contains("/acme/config/pull/1")
          .contains("main now runs acme/web:1.4.2 in 5 files.");
    }
    try (ServerProcess second = demo("second", "--exit", "--port", "0", "--dir", dir)) {
      assertThat(second.awaitExit(SECONDS)).as(second.output()).isZero();
      assertThat(second.output()).contains("main now runs acme/web:1.4.3 in 5 files.");
    }
  }

  @Test
  void aBusyPortSaysSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProcess demo =
            demo("busy", "--exit", "--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(demo.awaitExit(SECONDS)).isEqualTo(1);
      assertThat(demo.output())
          .startsWith("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use.")
          .doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65534", "65535", "99999"})
  void aPortThatCannotBeIsBadUsage(String port) throws Exception {
    try (ServerProcess demo = demo("port", "--exit", "--port=" + port)) {
      assertThat(demo.awaitExit(SECONDS)).isEqualTo(2);
      assertThat(demo.output())
          .startsWith("--port must be 0 (any free ports) or 1 to 65533")
          .contains("not " + port + ".")
          .hasLineCount(1);
    }
  }

  @Test
  void aFolderThatCannotBeIsSaidInWords() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");
    for (Path dir : List.of(file, file.resolve("below").resolve("it"))) {
      try (ServerProcess demo = demo("dir", "--exit", "--port", "0", "--dir", dir.toString())) {
        assertThat(demo.awaitExit(SECONDS)).isEqualTo(1);
        assertThat(demo.output())
            .endsWith(
                "The folder %s cannot be used, because %s is no folder; choose another with --dir DIR.%n"
                    .formatted(dir, file))
            .doesNotContain("Exception", "java.");
      }
    }
  }

  @Test
  void aSignalLeavesNothingBehind() throws Exception {
    try (ServerProcess demo = demo("stays", "--port", "0")) {
      await(demo, "Enter pushes the next tag");
      Matcher files = Pattern.compile("files +(\\S+)").matcher(demo.output());
      assertThat(files.find()).isTrue();
      Path temporary = Path.of(files.group(1));
      assertThat(temporary).isDirectory();
      anybodyClonesButDoesNotPush(demo);
      Matcher port = Pattern.compile("registry +127\\.0\\.0\\.1:(\\d+)").matcher(demo.output());
      assertThat(port.find()).isTrue();
      demo.terminate();
      // 128 + SIGTERM.
      assertThat(demo.awaitExit(SECONDS)).isEqualTo(143);
      assertThat(Files.exists(temporary)).isFalse();
      assertThat(demo.output()).doesNotContain("Exception");
      listen(Integer.parseInt(port.group(1)));
    }
  }

  // The command as the forge's page shows it.
  private void anybodyClonesButDoesNotPush(ServerProcess demo) {
    Matcher url = Pattern.compile("config repo +(\\S+)").matcher(demo.output());
    assertThat(url.find()).isTrue();
    TestGit.run(folder, "clone", "-q", url.group(1), "mine");
    Path mine = folder.resolve("mine");
    assertThat(mine.resolve("apps/web/deployment.yaml")).content().contains("/acme/web:1.4.1");
    assertThat(TestGit.attempt(mine, "push", "-q", "origin", "HEAD:refs/heads/mine").exit())
        .isNotZero();
  }

  private static void listen(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
  }

  private static void await(ServerProcess demo, String text) {
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    while (!demo.output().contains(text)) {
      assertThat(demo.isAlive() && System.nanoTime() < end).as(demo.output()).isTrue();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
