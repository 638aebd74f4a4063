package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.yaml.YamlConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file. */
public final class ConfigFile {
  private static final int MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  /**
   * Reads strictly: unknown, repeated and missing keys, wrong types and wrong values are reported
   * with line and column, all at once; of an entry that misses a required key, only its keys.
   * Secrets must be written {@code ${NAME}}, taken from the environment, or kept in files by the
   * keys that end in {@code -file}; relative file names start from the folder of the configuration
   * file.
   *
   * @param environment the value of an environment variable, or null
   * @throws UserFault listing all problems, one a line
   */
  public static ServerConfig read(Path file, Function<String, @Nullable String> environment) {
    YamlConfig.Reading<ConfigDocument> reading =
        YamlConfig.readParts(SecretResolver.shield(bytes(file)), ConfigDocument.class);
    ConfigDocument document = reading.value();
    if (document == null) {
      throw YamlConfig.fault(file.toString(), reading.problems());
    }
    Path folder = file.toAbsolutePath().getParent();
    Problems problems = new Problems(reading.problems(), reading.places());
    SecretResolver secrets =
        new SecretResolver(environment, folder == null ? Path.of("/") : folder, problems);
    return new ConfigResolver(secrets, problems, file.toString()).resolve(document);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UserFault("The configuration file " + file + " is larger than 1 MiB.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UserFault(
          "The configuration file "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name it with --config FILE.",
          e);
    }
  }
}
