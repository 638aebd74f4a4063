package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** Reads and writes single git objects. */
final class GitObjects {
  private GitObjects() {}

  static Optional<byte[]> blob(Repository git, String sha) throws IOException {
    if (!ObjectId.isId(sha)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          git.open(ObjectId.fromString(sha), Constants.OBJ_BLOB).getCachedBytes(Call.MAX_BODY));
    } catch (MissingObjectException e) {
      return Optional.empty();
    } catch (LargeObjectException e) {
      throw new ApiError(403, "This blob is too large to fetch.");
    }
  }

  static String writeBlob(Repository git, byte[] content) throws IOException {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
      inserter.flush();
      return id.name();
    }
  }

  /** What a commit is made of. */
  record Draft(
      String tree,
      List<String> parents,
      String message,
      PersonIdent author,
      PersonIdent committer) {
    Draft {
      parents = List.copyOf(parents);
    }
  }

  static String writeCommit(Repository git, Draft draft) throws IOException {
    CommitBuilder builder = new CommitBuilder();
    builder.setTreeId(ObjectId.fromString(draft.tree()));
    builder.setParentIds(draft.parents().stream().map(ObjectId::fromString).toList());
    builder.setMessage(draft.message());
    builder.setAuthor(draft.author());
    builder.setCommitter(draft.committer());
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(builder);
      inserter.flush();
      return id.name();
    }
  }
}
