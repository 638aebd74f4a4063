package dev.tagboat.bot.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/**
 * Brings branches into the mirror, under their own names: JGit makes bitmaps for {@code
 * refs/heads/} only.
 */
final class Fetching {
  private static final String HEADS = "refs/heads/";

  private Fetching() {}

  /** The heads of those {@code branches} that the remote has, fetched with one connection. */
  static Map<String, ObjectId> fetch(
      Repository mirror, Connection connection, List<String> branches) throws IOException {
    Map<String, ObjectId> heads;
    try (FetchConnection remote = connection.transport().openFetch(specs(branches))) {
      heads = heads(remote, branches);
      Set<Ref> wanted = wanted(mirror, remote, heads);
      if (!wanted.isEmpty()) {
        remote.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
      }
      for (String branch : branches) {
        track(mirror, branch, heads.get(branch));
      }
      for (PackLock lock : remote.getPackLocks()) {
        lock.unlock();
      }
    }
    verify(mirror, heads);
    return heads;
  }

  /** Where a branch of the remote points to; null when it does not exist. */
  static @Nullable ObjectId ask(Connection connection, String branch) throws IOException {
    try (FetchConnection remote = connection.transport().openFetch(specs(List.of(branch)))) {
      return heads(remote, List.of(branch)).get(branch);
    }
  }

  /** Whether the remote has a ref of this whole name. */
  static boolean has(Connection connection, String ref) throws IOException {
    try (FetchConnection remote = connection.transport().openFetch(List.of(new RefSpec(ref)))) {
      @Nullable Ref found = remote.getRef(ref);
      return found != null;
    }
  }

  private static List<RefSpec> specs(List<String> branches) {
    return branches.stream().map(b -> new RefSpec("+" + HEADS + b + ":" + HEADS + b)).toList();
  }

  private static Map<String, ObjectId> heads(FetchConnection remote, List<String> branches) {
    Map<String, ObjectId> heads = new LinkedHashMap<>();
    for (String branch : branches) {
      @Nullable Ref ref = remote.getRef(HEADS + branch);
      if (ref != null && ref.getObjectId() != null) {
        heads.put(branch, ref.getObjectId());
      }
    }
    return heads;
  }

  private static Set<Ref> wanted(
      Repository mirror, FetchConnection remote, Map<String, ObjectId> heads) throws IOException {
    Set<Ref> wanted = new HashSet<>();
    for (Map.Entry<String, ObjectId> head : heads.entrySet()) {
      if (!mirror.getObjectDatabase().has(head.getValue())) {
        wanted.add(remote.getRef(HEADS + head.getKey()));
      }
    }
    return wanted;
  }

  /** Notes where a branch of the remote points to; null when it is gone. */
  static void track(Repository mirror, String branch, @Nullable ObjectId head) throws IOException {
    @Nullable Ref known = mirror.getRefDatabase().exactRef(HEADS + branch);
    if (head == null ? known == null : known != null && head.equals(known.getObjectId())) {
      return;
    }
    RefUpdate update = mirror.updateRef(HEADS + branch);
    update.disableRefLog();
    update.setForceUpdate(true);
    if (head == null) {
      update.delete();
    } else {
      update.setNewObjectId(head);
      update.update();
    }
  }

  // A mirror that lost objects says so here, while it can still be fetched anew.
  private static void verify(Repository mirror, Map<String, ObjectId> heads) throws IOException {
    try (RevWalk walk = new RevWalk(mirror)) {
      for (ObjectId head : heads.values()) {
        walk.parseTree(walk.parseCommit(head).getTree());
      }
    }
  }
}
