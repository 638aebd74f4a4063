package dev.tagboat.applier.render;

import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A revision in memory, of which one folder is applied. */
record MemoryRevision(String folder, List<SourceFile> everything) implements Revision {
  static Revision of(String folder, String... pathsAndTexts) {
    List<SourceFile> all = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      all.add(
          new SourceFile(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
    }
    return new MemoryRevision(folder, all);
  }

  @Override
  public String commit() {
    return "c";
  }

  @Override
  public List<SourceFile> files() {
    return everything.stream().filter(file -> file.path().startsWith(folder + "/")).toList();
  }
}
