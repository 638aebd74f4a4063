package dev.tagboat.applier.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that run in a folder, each with a log of its own. */
final class Programs implements AutoCloseable {
  private final Path folder;
  private final Map<String, Process> running = new LinkedHashMap<>();

  Programs(Path folder) {
    this.folder = folder;
  }

  /** Where it is: in the folder {@code KUBEBUILDER_ASSETS}, or else on the path. */
  static Optional<Path> find(String name) {
    String assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "");
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(assets), Stream.of(path.split(":", -1)))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(find(program).orElseThrow().toString());
    command.addAll(List.of(arguments));
    running.put(
        program,
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(program + ".log").toFile())
            .start());
  }

  void kill(String program) throws InterruptedException {
    Optional.ofNullable(running.remove(program)).orElseThrow().destroyForcibly().waitFor();
  }

  void signal(String program, String name) throws IOException, InterruptedException {
    String pid = String.valueOf(Optional.ofNullable(running.get(program)).orElseThrow().pid());
    int exit = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(program + " cannot be sent " + name);
    }
  }

  boolean isOneDead() {
    return running.values().stream().anyMatch(process -> !process.isAlive());
  }

  @Override
  public void close() {
    running.values().forEach(Process::destroyForcibly);
    try {
      for (Process process : running.values()) {
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
