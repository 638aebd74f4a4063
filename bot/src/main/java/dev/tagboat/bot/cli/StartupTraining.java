package dev.tagboat.bot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs each command once, against servers of its own on this machine, so that a JVM that is told to
 * ({@code -XX:DumpLoadedClassList}) learns which classes they take. The launcher's {@code
 * --archive} makes its archive of classes from that. Argument: an empty directory to work in.
 */
final class StartupTraining {
  private final Path directory;
  private final Map<String, String> env = new HashMap<>();

  private StartupTraining(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) throws IOException {
    new StartupTraining(Path.of(args[0])).run();
    // Servers and connection pools have threads of their own.
    System.exit(0);
  }

  private void run() throws IOException {
    try (Rehearsal rehearsal = Rehearsal.start(directory)) {
      env.put("GITHUB_TOKEN", rehearsal.token());
      env.put("GITHUB_API_URL", rehearsal.apiUrl());
      env.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
      commands(rehearsal.image(), write(rehearsal.files()), rehearsal.url());
    }
  }

  private String write(Map<String, String> files) throws IOException {
    Path repo = Files.createDirectories(directory.resolve("repo"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(repo.resolve(file.getKey()), file.getValue());
    }
    return repo.toString();
  }

  private void commands(String wanted, String repo, String url) {
    tagboat("--help");
    tagboat("--version");
    for (String format : List.of("table", "json")) {
      tagboat("scan", repo, "-o", format);
      tagboat("check", repo, "-o", format);
      tagboat("explain", wanted, "--dir", repo, "-o", format);
      tagboat("select", "--policy", "semver", "--range", "^1", "-o", format, "1.2.3", "1.3.0");
      tagboat("validate", repo, "-o", format);
      tagboat("propose", wanted, "--repo", url, "-o", format);
      tagboat("bump", wanted, "--dir", repo, "-o", format);
    }
  }

  private void tagboat(String... args) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    int code = Main.run(args, InputStream.nullInputStream(), nowhere, nowhere, env);
    System.out.println(String.join(" ", args) + ": " + code);
  }
}
