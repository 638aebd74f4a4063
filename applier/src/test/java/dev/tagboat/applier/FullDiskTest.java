package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The applier as a process whose disk takes no more. A limit on the size of files stands for the
 * disk: it needs no rights, and writes fail in the middle just the same.
 */
@NeedsApiServer
@NeedsProgram("prlimit")
final class FullDiskTest extends EndToEndBase {
  private static final int LIMIT = 256 << 10;

  private record Ended(int exit, String output) {}

  private Ended limited() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "prlimit",
            "--fsize=" + LIMIT,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "once",
            "--config",
            folder.resolve("applier.yaml").toString(),
            "--kubeconfig",
            ApiServer.shared().kubeconfig().toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  // Cannot be packed into less than 600 kB.
  private static String noise() {
    StringBuilder text = new StringBuilder("# ");
    new Random(1).ints(800_000, ' ' + 1, ' ' + 65).forEach(c -> text.append((char) c));
    return text.append('\n').toString();
  }

  @Test
  void whatWasAppliedStaysAndTheNextLookGoesOn() throws Exception {
    configure("data: " + folder.resolve("data") + "\n");
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    assertThat(limited().exit()).isZero();
    repo.put("prod/a.yaml", configMap("a", "{ k: w }")).put("noise.txt", noise()).commit();

    Ended full = limited();
    Ended again = limited();
    String kept = value("a", "k");
    Ran roomy = run("once");

    assertThat(full.output()).contains("the disk takes no more for the clone", "Free some space");
    assertThat(full.exit()).isEqualTo(1);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(kept).isEqualTo("v");
    assertThat(roomy.err()).isEmpty();
    assertThat(roomy.exit()).isZero();
    assertThat(value("a", "k")).isEqualTo("w");
  }
}
