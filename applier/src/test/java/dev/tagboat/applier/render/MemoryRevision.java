package dev.tagboat.applier.render;

import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.SourceFile;
import dev.tagboat.applier.source.WholeRepo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A revision in memory, of which one folder is applied. */
record MemoryRevision(String folder, List<SourceFile> all, List<String> leftOut)
    implements Revision {
  static MemoryRevision of(String folder, String... pathsAndTexts) {
    List<SourceFile> all = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      all.add(
          new SourceFile(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
    }
    return new MemoryRevision(folder, all, List.of());
  }

  /** The same, when that could not be read. */
  MemoryRevision without(String path) {
    return new MemoryRevision(folder, all, List.of(path));
  }

  @Override
  public String commit() {
    return "c";
  }

  @Override
  public WholeRepo everything() {
    return new WholeRepo(all, leftOut);
  }

  @Override
  public List<SourceFile> files() {
    return all.stream().filter(file -> file.path().startsWith(folder + "/")).toList();
  }
}
