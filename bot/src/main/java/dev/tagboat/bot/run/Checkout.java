package dev.tagboat.bot.run;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.Snapshot;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the base branch holds of some images, read in one go: the settings, the places, and the
 * content of the files they stand in.
 */
final class Checkout {
  /** A file larger than this is no manifest; it is named as a problem and left alone. */
  static final int MAX_FILE = 5 * 1024 * 1024;

  private final Map<String, CommitId> heads;
  private final Snapshot base;
  private final BotConfig config;
  private final List<Site> sites = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, byte[]> contents = new HashMap<>();

  private Checkout(Map<String, CommitId> heads, Snapshot base, BotConfig config) {
    this.heads = Map.copyOf(heads);
    this.base = base;
    this.config = config;
  }

  /**
   * @param heads where every branch of interest points to
   * @throws dev.tagboat.bot.fault.UserFault when {@code .tagboat.yaml} is wrong: proposing without
   *     knowing the rules would be guessing
   */
  static Checkout read(
      Map<String, CommitId> heads, Snapshot base, List<ImageName> images, WordIndex index) {
    BotConfig config =
        base.find(BotConfig.FILE_NAME)
            .map(entry -> BotConfig.read(entry.read(MAX_FILE)))
            .orElse(BotConfig.DEFAULTS);
    Checkout checkout = new Checkout(heads, base, config);
    checkout.scan(images, index);
    return checkout;
  }

  private void scan(List<ImageName> images, WordIndex index) {
    Scanner scanner = new Scanner(config.scan());
    List<String> words = images.stream().map(ImageName::shortName).toList();
    index.find(base, config.scan(), words, entry -> scan(scanner, entry));
  }

  private void scan(Scanner scanner, Snapshot.Entry entry) {
    if (entry.size() > MAX_FILE) {
      problems.add(entry.path() + ": larger than 5 MiB, so it is left alone");
      return;
    }
    byte[] content = entry.read(MAX_FILE);
    FileScan found = scanner.scan(entry.path(), content);
    if (found.problem() != null) {
      problems.add(found.problem().sentence());
    }
    if (!found.sites().isEmpty()) {
      sites.addAll(found.sites());
      contents.put(entry.path(), content);
    }
  }

  CommitId base() {
    return base.commit();
  }

  Optional<CommitId> head(String branch) {
    return Optional.ofNullable(heads.get(branch));
  }

  BotConfig config() {
    return config;
  }

  List<Site> sites() {
    return sites;
  }

  /**
   * Files that could hold one of the images but cannot be read, each {@code file:line:column: why}.
   */
  List<String> problems() {
    return problems;
  }

  byte[] content(String path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new IllegalArgumentException("no image was found in " + path);
    }
    return content;
  }
}
