package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what stands in the file for a secret into the secret; collects what goes wrong. */
final class SecretResolver {
  private static final Pattern VARIABLE = Pattern.compile("\\$[{(]([A-Za-z_][A-Za-z0-9_]*)[})]");
  private static final long MAX_FILE = 64 * 1024;

  private final Function<String, @Nullable String> environment;
  private final Path folder;
  private final List<String> problems;

  /**
   * @param folder what relative file names start from
   * @param problems sentences are added to it
   */
  SecretResolver(
      Function<String, @Nullable String> environment, Path folder, List<String> problems) {
    this.environment = environment;
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * In YAML's flow style a plain {@code ${NAME}} would end the mapping around it. Round brackets do
   * not, and keep every position; no value that may hold a variable can hold these otherwise.
   */
  static byte[] shield(byte[] yaml) {
    // Latin-1 maps bytes to characters one to one, so that other bytes stay as they are.
    String text = new String(yaml, StandardCharsets.ISO_8859_1);
    return Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}")
        .matcher(text)
        .replaceAll("\\$($1)")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The secret of {@code text} or of the file; null when neither is given or it went wrong. */
  @Nullable Secret secret(String key, @Nullable String text, @Nullable String file) {
    if (text != null && file != null) {
      problems.add(key + ": give either " + key + " or " + key + "-file, not both");
      return null;
    }
    if (text != null) {
      return value(key, text);
    }
    return file == null ? null : file(key + "-file", file);
  }

  private @Nullable Secret value(String key, String text) {
    Matcher variable = VARIABLE.matcher(text);
    if (!variable.matches()) {
      return secret(key, text);
    }
    String name = variable.group(1);
    String value = environment.apply(name);
    if (value == null) {
      problems.add(key + ": the environment variable " + name + " is not set");
      return null;
    }
    return secret(key + " (environment variable " + name + ")", value);
  }

  private @Nullable Secret file(String key, String file) {
    Path path = folder.resolve(file);
    try {
      if (Files.size(path) > MAX_FILE) {
        problems.add(key + ": the file " + file + " is too large for a secret");
        return null;
      }
      return secret(key, Files.readString(path).strip());
    } catch (IOException e) {
      problems.add(key + ": the file " + file + " cannot be read: " + e.getClass().getSimpleName());
      return null;
    }
  }

  private @Nullable Secret secret(String key, String value) {
    if (value.isBlank()) {
      problems.add(key + ": a secret must not be empty");
      return null;
    }
    return Secret.of(value);
  }

  /** The path of a file that a library reads by itself. */
  Path readable(String key, String file) {
    Path path = path(file);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      problems.add(key + ": the file " + file + " cannot be read");
    }
    return path;
  }

  Path path(String file) {
    return folder.resolve(file);
  }
}
