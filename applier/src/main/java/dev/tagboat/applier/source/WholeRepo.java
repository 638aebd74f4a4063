package dev.tagboat.applier.source;

import java.util.List;

/**
 * The files of a revision, also hidden ones and those outside of the configured folder.
 *
 * @param leftOut paths of what is not read: links, submodules, files that are too large
 */
public record WholeRepo(List<SourceFile> files, List<String> leftOut) {
  public WholeRepo {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
  }
}
