package dev.tagboat.applier.source;

import java.util.List;

/** One commit, readable while its source is open. */
public interface Revision {
  /** 40 hex digits. */
  String commit();

  /** The files of the configured folder, in the order of their paths, without hidden ones. */
  List<SourceFile> files();

  /**
   * The whole repo, for engines whose bases lie outside of the configured folder.
   *
   * @throws dev.tagboat.applier.fault.Fault when it is too large or cannot be read
   */
  WholeRepo everything();
}
