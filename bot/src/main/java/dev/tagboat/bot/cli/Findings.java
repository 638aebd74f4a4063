package dev.tagboat.bot.cli;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a look at a work-tree found. */
final class Findings {
  private final BotConfig config;
  private final List<Site> sites = new ArrayList<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final Map<String, Path> files = new HashMap<>();

  Findings(BotConfig config) {
    this.config = config;
  }

  void add(FileScan found, byte @Nullable [] content, Path file) {
    if (found.sites().isEmpty()) {
      return;
    }
    Site first = found.sites().get(0);
    sites.addAll(found.sites());
    files.put(first.file(), file);
    if (content != null) {
      contents.put(first.file(), content);
    }
  }

  BotConfig config() {
    return config;
  }

  /** In the order of the files' paths. */
  List<Site> sites() {
    return Collections.unmodifiableList(sites);
  }

  /** What a file held when it was looked at. */
  byte[] content(String path) {
    return Objects.requireNonNull(contents.get(path), path);
  }

  Path file(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }
}
