package dev.tagboat.server.setup;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.ConfigExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where it is all kept: the key and the webhook's secret in files of their own, that only their
 * owner may read and that take nobody's place, and the names of these in the configuration.
 *
 * @param config the configuration file, which need not be there
 * @param secrets the folder of the two others
 */
public record AppFiles(Path config, Path secrets, RepositoryLines lines) {
  private static final int MAX_CONFIG = 1 << 20;
  private static final String KEY = "github-app.pem";
  private static final String WEBHOOK = "github-webhook-secret";

  Path key() {
    return secrets.resolve(KEY);
  }

  Path webhook() {
    return secrets.resolve(WEBHOOK);
  }

  /**
   * Whether all can be written later, when there is an App that nobody wants to make twice.
   *
   * @throws UserFault when it cannot
   */
  public void check() {
    for (Path file : List.of(key(), webhook())) {
      if (Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        throw new UserFault(
            file + " is there already and is not overwritten. Name another folder with --secrets.");
      }
    }
    if (Files.exists(config)) {
      requireWritable(config);
      boolean unused = isThere();
    }
    requireWritable(nearest(folder()));
    requireWritable(nearest(secrets));
  }

  private Path folder() {
    Path parent = config.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private static Path nearest(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static void requireWritable(Path path) {
    if (!Files.isWritable(path)) {
      throw new UserFault(path + " cannot be written to, so no App was made.");
    }
  }

  private boolean isThere() {
    return Files.exists(config)
        && ConfigExtension.hasRepository(text(), config.toString(), lines.url());
  }

  private String text() {
    try {
      if (Files.size(config) > MAX_CONFIG) {
        throw new UserFault("The configuration file " + config + " is larger than 1 MiB.");
      }
      return Files.readString(config);
    } catch (IOException e) {
      throw new UserFault(
          config + " cannot be read as text (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  /** The configuration as it would be; empty when a person has to write it. */
  private Optional<String> extended(List<String> entry) {
    if (!Files.exists(config)) {
      return Optional.of(lines.whole(entry));
    }
    return isThere()
        ? Optional.empty()
        : ConfigExtension.withRepository(text(), config.toString(), entry);
  }

  /**
   * What would be written for an App with this id.
   *
   * @return sentences and lines
   */
  public List<String> plan(String id, boolean hook) {
    List<String> said = new ArrayList<>();
    said.add("Would write " + key() + (hook ? " and " + webhook() : ""));
    List<String> entry = entry(id, hook);
    boolean itself = extended(entry).isPresent();
    said.add(
        itself
            ? "Would add to " + config + ":"
            : "Would leave it to you to add to " + config + ":");
    entry.forEach(line -> said.add("  " + line));
    return said;
  }

  private List<String> entry(String id, boolean hook) {
    Path folder = folder();
    return lines.entry(id, named(folder, key()), hook ? named(folder, webhook()) : null);
  }

  private static String named(Path folder, Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return (whole.startsWith(folder.normalize()) ? folder.normalize().relativize(whole) : whole)
        .toString();
  }

  /**
   * Writes the secrets, then the configuration.
   *
   * @return what was done, and the lines that a person has to add
   * @throws UserFault when something could not be kept
   */
  List<String> store(CreatedApp app) {
    List<String> said = new ArrayList<>();
    try {
      if (!Files.exists(secrets)) {
        Files.createDirectories(secrets, only("rwx------"));
      }
      keep(key(), app.key());
      said.add("Wrote " + key() + ", the App's private key.");
      Secret webhook = app.webhook();
      if (webhook != null) {
        keep(webhook(), webhook);
        said.add("Wrote " + webhook() + ", what GitHub signs its events with.");
      }
    } catch (IOException e) {
      throw new UserFault(
          "The App "
              + app.name()
              + " is made, but its secrets could not be written ("
              + e
              + "). Make a new key on "
              + app.page()
              + ", or delete the App and start again.",
          e);
    }
    said.addAll(configure(app));
    return said;
  }

  private List<String> configure(CreatedApp app) {
    List<String> entry = entry(Long.toString(app.id()), app.webhook() != null);
    List<String> said = new ArrayList<>();
    try {
      Optional<String> text = extended(entry);
      if (text.isPresent()) {
        boolean fresh = !Files.exists(config);
        replace(text.get());
        said.add((fresh ? "Wrote " : "Added the config repo to ") + config + ".");
        return said;
      }
      said.add("Left " + config + " as it is: only you can extend it. It needs:");
    } catch (IOException | UserFault e) {
      said.add(config + " could not be written (" + e.getMessage() + "). It needs:");
    }
    entry.forEach(line -> said.add("  " + line));
    return said;
  }

  private void replace(String text) throws IOException {
    Files.createDirectories(folder());
    boolean there = Files.exists(config);
    Path real = there ? config.toRealPath() : folder().resolve(config.getFileName());
    Path beside =
        Files.writeString(
            real.resolveSibling(real.getFileName() + ".tagboat.tmp"),
            text,
            StandardOpenOption.CREATE_NEW);
    try {
      if (there && isPosix()) {
        Path unused = Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(real));
      }
      Path unused = Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      boolean unused = Files.deleteIfExists(beside);
    }
  }

  private static void keep(Path file, Secret secret) throws IOException {
    Set<StandardOpenOption> fresh =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var out = Files.newByteChannel(file, fresh, only("rw-------"))) {
      java.nio.ByteBuffer bytes =
          java.nio.ByteBuffer.wrap(secret.reveal().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int unused = out.write(bytes);
      }
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] only(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
