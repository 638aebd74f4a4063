package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.EnvFile;
import dev.tagboat.bot.yaml.Position;
import java.util.List;

/** The variables of a {@code .env} file, for Compose files that take their tags from there. */
final class EnvVariables {
  private EnvVariables() {}

  static FileScan scan(String path, byte[] bytes) {
    try {
      EnvFile file = EnvFile.read(bytes);
      List<Link> variables =
          file.entries().stream()
              .<Link>map(
                  entry ->
                      new Link.Variable(
                          path,
                          file.position(entry.start()),
                          entry.name(),
                          entry.value(),
                          entry.start()))
              .toList();
      return new FileScan(List.of(), variables, List.of(), null, null);
    } catch (IllegalArgumentException e) {
      return FileScan.problem(path, new Position(1, 1), String.valueOf(e.getMessage()));
    }
  }
}
