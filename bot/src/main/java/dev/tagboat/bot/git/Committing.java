package dev.tagboat.bot.git;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Makes commits in the mirror, signed where there is a key. */
final class Committing {
  private final Mended mirror;
  private final @Nullable Signing signing;

  Committing(Mended mirror, @Nullable Signing signing) {
    this.mirror = mirror;
    this.signing = signing;
  }

  CommitId commit(
      CommitId parent,
      Map<String, byte[]> files,
      String message,
      Identity author,
      Identity committer,
      Instant when) {
    CommitBuilder commit = new CommitBuilder();
    commit.setParentId(Ids.of(parent));
    commit.setAuthor(person(author, when));
    commit.setCommitter(person(committer, when));
    commit.setMessage(message);
    return mirror.call("committing on " + parent.abbreviated(), reader -> insert(commit, files));
  }

  private static PersonIdent person(Identity who, Instant when) {
    return new PersonIdent(who.name(), who.email(), when, ZoneOffset.UTC);
  }

  private CommitId insert(CommitBuilder commit, Map<String, byte[]> files) throws IOException {
    try (ObjectInserter inserter = mirror.repository().newObjectInserter();
        ObjectReader reader = inserter.newReader();
        RevWalk walk = new RevWalk(reader)) {
      RevCommit parent = walk.parseCommit(commit.getParentIds()[0]);
      commit.setTreeId(new TreeEdit(reader, inserter).apply(parent.getTree(), files));
      if (signing != null) {
        Signatures.sign(mirror.repository(), commit, signing);
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return new CommitId(id.name());
    }
  }
}
