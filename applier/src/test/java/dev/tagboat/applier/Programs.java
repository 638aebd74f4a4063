package dev.tagboat.applier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that tests run, first those in the folder {@code TAGBOAT_ENGINES}. */
public final class Programs {
  private Programs() {}

  /** Where it is; empty where there is none. */
  public static Optional<Path> find(String name) {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("TAGBOAT_ENGINES", "")),
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }
}
