package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.ScanRun;
import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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
    try {
      return configBytes().map(BotConfig::read).orElse(BotConfig.DEFAULTS);
    } catch (UserFault e) {
      throw new BadInput("the settings cannot be used:\n" + e.getMessage(), e);
    }
  }

  /** The bytes of {@code .tagboat.yaml}; empty when there is none. */
  Optional<byte[]> configBytes() {
    Path file = root.resolve(BotConfig.FILE_NAME);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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
    Findings found = scan(cache, problems);
    configBytes()
        .map(bytes -> ConfigCheck.idle(bytes, found.idleFields()))
        .orElse(List.of())
        .stream()
        .map(ConfigProblem::line)
        .forEach(problems);
    return found;
  }

  /** What of the settings leads to nothing in any file, though it could. */
  List<ConfigProblem> idle(ScanCache cache) {
    List<FieldRule> idle = scan(cache, problem -> {}).idleFields();
    return configBytes().map(bytes -> ConfigCheck.idle(bytes, idle)).orElse(List.of());
  }

  private Findings scan(ScanCache cache, Consumer<String> problems) {
    return look(
        problems,
        (tree, scanner) -> {
          Map<String, FileScan> scans = new LinkedHashMap<>();
          cache
              .scan(
                  root,
                  tree.settings(),
                  tree.sources(),
                  memory -> new ScanRun(memory, scanner, YamlFile.MAX_BYTES + 1, progress))
              .forEach(answer -> take(answer, scans, problems));
          return Survey.ofEverything(tree, scanner, scans);
        });
  }

  private static void take(
      ScanRun.Answer answer, Map<String, FileScan> scans, Consumer<String> problems) {
    FileScan scan = answer.scan();
    IOException failure = answer.failure();
    if (scan != null) {
      scans.put(answer.path(), scan);
    } else if (failure != null) {
      problems.accept(answer.path() + ":1:1: cannot be read: " + Walk.reason(failure));
    }
  }

  /**
   * Finds the images in the files that hold one of these names, or are led to from there, and keeps
   * what those files hold.
   *
   * @param problems told of each file that is left alone, as {@code file:line:column: why}
   */
  Findings look(List<ImageName> images, Consumer<String> problems) {
    return look(problems, (tree, scanner) -> Survey.of(tree, scanner, images));
  }

  private Findings look(
      Consumer<String> problems, BiFunction<DirectoryTree, Scanner, Survey> look) {
    BotConfig config = config();
    DirectoryTree tree = new DirectoryTree(root, config.scan(), problems, progress);
    Survey survey = look.apply(tree, new Scanner(config.scan()));
    survey.problems().forEach(problem -> problems.accept(problem.sentence()));
    survey.notes().forEach(note -> problems.accept(note.sentence()));
    Findings found = new Findings(config, tree, survey);
    found.notes().forEach(note -> problems.accept(note.sentence()));
    return found;
  }

  /** A file that is too large comes cut, but still too large to be parsed. */
  static byte[] read(Path file) throws IOException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(YamlFile.MAX_BYTES + 1);
    }
  }
}
