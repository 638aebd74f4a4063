package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.ScanMemory;
import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.policy.Settings;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.signature.KeyFiles;
import dev.tagboat.bot.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A config repo as a directory. Nothing outside of it is ever read or written. */
final class WorkTree {
  private final Path root;
  private final Consumer<String> progress;

  private WorkTree(Path root, Consumer<String> progress) {
    this.root = root;
    this.progress = progress;
  }

  /**
   * @param progress told how far it is, again and again
   * @throws BadInput when it is no directory that can be read
   */
  static WorkTree open(String directory, Consumer<String> progress) {
    if (directory.isEmpty()) {
      // Java takes an empty path for the current directory; here it is a variable that is not set.
      throw new BadInput("DIR is empty. Name a directory; . is the current one.");
    }
    try {
      // The person's own way in may lead over a symbolic link; from there on, none is followed.
      Path root = Path.of(directory).toRealPath();
      if (!Files.isDirectory(root)) {
        throw new BadInput(Printable.quote(directory) + " is not a directory.");
      }
      return new WorkTree(root, progress);
    } catch (NoSuchFileException e) {
      throw new BadInput("There is no directory " + Printable.quote(directory) + ".", e);
    } catch (IOException | InvalidPathException e) {
      throw new BadInput(
          "Cannot open the directory " + Printable.quote(directory) + ": " + Walk.reason(e), e);
    }
  }

  Path root() {
    return root;
  }

  /**
   * The settings in its root.
   *
   * @throws BadInput listing all problems, each with line and column
   */
  BotConfig config() {
    return config(configBytes());
  }

  private static BotConfig config(Optional<byte[]> settings) {
    try {
      return settings.map(Settings::read).orElse(BotConfig.DEFAULTS);
    } catch (UserFault e) {
      throw new BadInput("the settings cannot be used:\n" + e.getMessage(), e);
    }
  }

  /**
   * The bytes of {@code .tagboat.yaml}; empty when there is none.
   *
   * @throws BadInput when there only is a file of a similar name
   */
  Optional<byte[]> configBytes() {
    Path file = root.resolve(BotConfig.FILE_NAME);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.exists(root.resolve(BotConfig.WRONG_NAME), LinkOption.NOFOLLOW_LINKS)) {
        throw new BadInput(BotConfig.WRONGLY_NAMED);
      }
      return Optional.empty();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadInput(BotConfig.FILE_NAME + " is not a regular file. Put the settings into it.");
    }
    try {
      return Optional.of(read(file));
    } catch (IOException e) {
      throw new BadInput("Cannot read " + BotConfig.FILE_NAME + ": " + Walk.reason(e), e);
    }
  }

  /**
   * Finds every image in every file.
   *
   * @param problems told of each file that is left alone, as {@code file:line:column: why}
   */
  Findings everything(ScanCache cache, Consumer<String> problems) {
    Start start = start(cache, problems);
    WholeLook.Look look = start.look().everything();
    start.tell(look.listing(), problems);
    return look.findings();
  }

  /** The same for whoever only wants to print it, which takes less where little has changed. */
  Listing listing(ScanCache cache, Consumer<String> problems) {
    Start start = start(cache, problems);
    Listing listing = start.look().listing();
    start.tell(listing, problems);
    return listing;
  }

  /** What of the settings leads to nothing in any file, though it could. */
  List<ConfigProblem> idle(ScanCache cache) {
    Start start = start(cache, problem -> {});
    return start.idle(start.look().listing());
  }

  private Start start(ScanCache cache, Consumer<String> problems) {
    Instant started = cache.now();
    Optional<byte[]> settings = configBytes();
    BotConfig config = config(settings);
    DirectoryTree tree = new DirectoryTree(root, config.scan(), problems, progress);
    String name = settings.map(ScanMemory::fingerprint).orElse("none");
    return new Start(settings, config, new WholeLook(config, name, tree, cache, started, progress));
  }

  /** The settings, and a look with them. */
  private record Start(Optional<byte[]> settings, BotConfig config, WholeLook look) {
    void tell(Listing listing, Consumer<String> problems) {
      listing.tell(problems);
      idle(listing).stream().map(ConfigProblem::line).forEach(problems);
    }

    List<ConfigProblem> idle(Listing listing) {
      List<FieldRule> idle = listing.idle(config.scan().fields());
      return idle.isEmpty()
          ? List.of()
          : settings.map(bytes -> ConfigCheck.idle(bytes, idle)).orElse(List.of());
    }
  }

  /**
   * Finds the images in the files that hold one of these names, or are led to from there, and keeps
   * what those files hold.
   *
   * @param problems told of each file that is left alone, as {@code file:line:column: why}
   */
  Findings look(List<ImageName> images, Consumer<String> problems) {
    BotConfig config = config();
    DirectoryTree tree = new DirectoryTree(root, config.scan(), problems, progress);
    Survey survey = Survey.of(tree, new Scanner(config.scan()), images);
    survey.problems().forEach(problem -> problems.accept(problem.sentence()));
    Findings found = new Findings(config, tree, survey);
    found.notes(images).forEach(note -> problems.accept(note.sentence()));
    return found;
  }

  /** The files in it that hold public keys, wherever the settings look for images. */
  KeyFiles keys() {
    return new KeyDirectory(root);
  }

  /** A file that is too large comes cut, but still too large to be parsed. */
  static byte[] read(Path file) throws IOException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(YamlFile.MAX_BYTES + 1);
    }
  }
}
