package dev.tagboat.bot.git;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted for review, kept as refs of the mirror. Where the mirror is lost, the next
 * submission replaces what the server has; nothing else depends on it.
 */
final class Submissions {
  private static final String REFS = "refs/tagboat/submitted/";

  private Submissions() {}

  static @Nullable ObjectId find(Repository mirror, String topic) throws IOException {
    @Nullable Ref ref = mirror.getRefDatabase().exactRef(REFS + topic);
    return ref == null ? null : ref.getObjectId();
  }

  /**
   * @param commit null to forget it
   */
  static void note(Repository mirror, String topic, @Nullable ObjectId commit) throws IOException {
    RefUpdate update = mirror.updateRef(REFS + topic);
    update.disableRefLog();
    update.setForceUpdate(true);
    if (commit == null) {
      update.delete();
    } else {
      update.setNewObjectId(commit);
      update.update();
    }
  }
}
