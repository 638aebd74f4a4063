package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.EnvFile;
import java.util.List;

/** The variables of a {@code .env} file, for Compose files that take their tags from there. */
final class EnvVariables {
  private EnvVariables() {}

  static FileScan scan(String path, byte[] bytes) {
    EnvFile.Result result = EnvFile.read(bytes);
    if (result instanceof EnvFile.Refused refused) {
      return FileScan.problem(path, refused.at(), refused.reason());
    }
    EnvFile file = ((EnvFile.Parsed) result).file();
    List<Link> variables =
        file.entries().stream().<Link>map(entry -> variable(path, file, entry)).toList();
    return new FileScan(List.of(), variables, List.of(), null, null);
  }

  private static Link.Variable variable(String path, EnvFile file, EnvFile.Entry entry) {
    return new Link.Variable(
        path,
        file.position(entry.start()),
        entry.name(),
        entry.reading() == EnvFile.Reading.OPAQUE ? null : entry.value(),
        entry.reading() == EnvFile.Reading.EXPANDED,
        entry.start());
  }
}
