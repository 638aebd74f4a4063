package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what stands in the file for a secret into the secret; collects what goes wrong. */
final class SecretResolver {
  private static final Pattern VARIABLE = Pattern.compile("\\$[{(]([A-Za-z_][A-Za-z0-9_]*)[})]");
  private static final long MAX_FILE = 64 * 1024;
  private static final int LEAST = Hook.STRONG_SECRET;

  private final Function<String, @Nullable String> environment;
  private final Path folder;
  private final Problems problems;
  private boolean reachable = true;

  /**
   * @param folder what relative file names start from
   * @param problems what goes wrong is added to it
   */
  SecretResolver(Function<String, @Nullable String> environment, Path folder, Problems problems) {
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

  /**
   * The secret of {@code text} or of the file; null when neither is given or it went wrong.
   *
   * @param path the path of the key for {@code text}; that for {@code file} ends in {@code -file}
   */
  @Nullable Secret secret(String path, @Nullable String text, @Nullable String file) {
    if (text != null && file != null) {
      String key = path.substring(path.lastIndexOf('.') + 1);
      problems.add(path, "give either " + key + " or " + key + "-file, not both");
      return null;
    }
    if (text != null) {
      return variable(path, text);
    }
    return file == null ? null : file(path + "-file", file);
  }

  /** Whether callers from elsewhere can reach the server, and so can guess. */
  void reachable(boolean fromElsewhere) {
    this.reachable = fromElsewhere;
  }

  /**
   * A secret that this server's callers must know: where others than programs of this machine can
   * guess, it has at least {@link Hook#STRONG_SECRET} characters.
   */
  @Nullable Secret strong(String path, @Nullable String text, @Nullable String file) {
    return strong(path, text, file, false);
  }

  /**
   * @param inPath whether it stands in a URL, and so must be worth {@link PathSecret#BITS} bits
   */
  @Nullable Secret strong(
      String path, @Nullable String text, @Nullable String file, boolean inPath) {
    Secret secret = secret(path, text, file);
    if (secret == null || !reachable) {
      return secret;
    }
    String at = text == null ? path + "-file" : path;
    if (secret.reveal().length() < LEAST) {
      problems.add(
          at,
          "a secret that callers must know needs "
              + LEAST
              + " characters or more; this one is shorter");
      return null;
    }
    if (inPath && !PathSecret.isStrong(secret.reveal())) {
      problems.add(
          at,
          "a secret in a path needs "
              + PathSecret.BITS
              + " random bits; this one is too short or too regular. Make one with 'openssl rand"
              + " -hex 16'");
      return null;
    }
    return secret;
  }

  private @Nullable Secret variable(String path, String text) {
    Matcher variable = VARIABLE.matcher(text);
    if (!variable.matches()) {
      problems.add(
          path,
          "a secret must not stand here in the open. Write ${NAME} to take it from the environment"
              + " variable NAME, or name a file with the key that ends in -file");
      return null;
    }
    String name = variable.group(1);
    String value = environment.apply(name);
    if (value == null) {
      problems.add(path, "the environment variable " + name + " is not set");
      return null;
    }
    return filled(path, "the environment variable " + name, value);
  }

  private @Nullable Secret file(String path, String file) {
    Path from = folder.resolve(file);
    try {
      if (Files.size(from) > MAX_FILE) {
        problems.add(path, "the file " + file + " is too large for a secret");
        return null;
      }
      return filled(path, "the file " + file, Files.readString(from).strip());
    } catch (IOException e) {
      problems.add(path, "the file " + file + " cannot be read: " + e.getClass().getSimpleName());
      return null;
    }
  }

  private @Nullable Secret filled(String path, String source, String value) {
    if (value.isBlank()) {
      problems.add(path, source + " is empty; a secret must not be");
      return null;
    }
    return Secret.of(value);
  }

  /** The path of a file that a library reads by itself. */
  Path readable(String key, String file) {
    Path path = path(file);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      problems.add(key, "the file " + file + " cannot be read");
    }
    return path;
  }

  Path path(String file) {
    return folder.resolve(file);
  }
}
