package dev.tagboat.applier.source;

import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A commit in the clone. */
record FetchedRevision(Path directory, Limits limits, String commit, List<SourceFile> files)
    implements Revision {
  FetchedRevision {
    files = List.copyOf(files);
  }

  @Override
  public WholeRepo everything() {
    try (Clone open = Clone.open(directory)) {
      return new TreeReader(open.repository(), limits).everything(commit);
    } catch (UnfitException e) {
      throw new UserFault(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new TransientFault("reading " + commit + " failed: " + e.getMessage(), e);
    }
  }
}
