package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * The commit that is being applied, or was applied last, remembered in the clone. Its name holds a
 * hash of where it came from, so that another repo, branch or folder begins without one.
 */
final class KeptRef {
  private final Repository clone;
  private final String name;

  KeptRef(Repository clone, SourceConfig config) {
    this.clone = clone;
    String from = String.join("\n", config.url(), config.branch(), config.path());
    byte[] bytes = from.getBytes(StandardCharsets.UTF_8);
    this.name =
        "refs/tagboat/" + new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, bytes).name();
  }

  Optional<ObjectId> read() throws IOException {
    return Optional.ofNullable(clone.exactRef(name)).map(Ref::getObjectId);
  }

  void write(ObjectId commit) throws IOException {
    if (read().filter(commit::equals).isPresent()) {
      return;
    }
    RefUpdate update = clone.updateRef(name);
    update.setNewObjectId(commit);
    update.setForceUpdate(true);
    RefUpdate.Result result = update.update();
    if (read().filter(commit::equals).isEmpty()) {
      throw new IOException(name + " cannot be set to " + commit.name() + ": " + result);
    }
  }

  /**
   * Takes it over from another clone.
   *
   * @return false when it has one whose commit is not here
   */
  boolean takeFrom(Repository other, SourceConfig config) throws IOException {
    Optional<ObjectId> kept = new KeptRef(other, config).read();
    if (kept.isEmpty()) {
      return true;
    }
    boolean here = clone.getObjectDatabase().has(kept.get());
    if (here) {
      write(kept.get());
    }
    return here;
  }
}
