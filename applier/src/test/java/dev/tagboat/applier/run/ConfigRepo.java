package dev.tagboat.applier.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A config repo on the disk, changed commit by commit. */
public final class ConfigRepo implements AutoCloseable {
  private static final String BRANCH = "refs/heads/main";

  private final Path directory;
  private final Repository repository;
  private final Map<String, String> files = new TreeMap<>();

  private ConfigRepo(Path directory, Repository repository) {
    this.directory = directory;
    this.repository = repository;
  }

  /** An empty one. */
  public static ConfigRepo in(Path directory) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    repository.create(true);
    return new ConfigRepo(directory, repository);
  }

  public String url() {
    return "file://" + directory;
  }

  public Path directory() {
    return directory;
  }

  public ConfigRepo put(String path, String content) {
    files.put(path, content);
    return this;
  }

  public ConfigRepo remove(String path) {
    files.remove(path);
    return this;
  }

  /** A commit on top of the branch; its id. */
  public String commit() throws IOException {
    return commit(repository.resolve(BRANCH), FileMode.REGULAR_FILE);
  }

  /** A commit that is the only one of the branch. */
  public String rewrite() throws IOException {
    return commit(null, FileMode.REGULAR_FILE);
  }

  /** A commit in which every file has that mode. */
  public String commitAs(FileMode mode) throws IOException {
    return commit(repository.resolve(BRANCH), mode);
  }

  private String commit(@Nullable ObjectId parent, FileMode mode) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(mode);
        entry.setObjectId(
            mode == FileMode.GITLINK
                ? ObjectId.fromString("1234567890123456789012345678901234567890")
                : inserter.insert(
                    Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      commit.setAuthor(new PersonIdent("Test", "test@example.org"));
      commit.setCommitter(new PersonIdent("Test", "test@example.org"));
      commit.setMessage("change");
      if (parent != null) {
        commit.setParentId(parent);
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      point(id);
      return id.name();
    }
  }

  private void point(ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(BRANCH);
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    update.update();
  }

  /** As after a push of that commit. */
  public void pointTo(String commit) throws IOException {
    point(ObjectId.fromString(commit));
  }

  public void deleteBranch() throws IOException {
    RefUpdate update = repository.updateRef(BRANCH);
    update.setForceUpdate(true);
    update.delete();
  }

  @Override
  public void close() {
    repository.close();
  }
}
