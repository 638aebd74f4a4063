package dev.tagboat.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
import org.eclipse.jgit.lib.RepositoryBuilder;

/** The config repo that the demo starts with. */
final class SampleConfigRepo {
  static final String BRANCH = "main";

  private static final String REGISTRY = "__REGISTRY__";
  private static final String ROOT = "/demo/config/";
  private static final List<String> FILES =
      List.of(
          ".tagboat.yaml",
          "README.md",
          "apps/legacy/statefulset.yaml",
          "apps/web/cronjob.yaml",
          "apps/web/deployment.yaml",
          "charts/web/values-prod.yaml",
          "overlays/staging/kustomization.yaml");

  private SampleConfigRepo() {}

  /**
   * Makes the first commit on {@code main}; does nothing when the repository has one.
   *
   * @param registryHost the host that the manifests pull from
   */
  static void seed(Path bareRepository, String registryHost, Instant when) {
    try (Repository repository =
        new RepositoryBuilder().setGitDir(bareRepository.toFile()).build()) {
      if (repository.exactRef(Constants.R_HEADS + BRANCH) == null) {
        point(repository, commit(repository, registryHost, when));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of one file on {@code main}. */
  static String read(Path bareRepository, String path) {
    try (Repository repository =
        new RepositoryBuilder().setGitDir(bareRepository.toFile()).build()) {
      ObjectId blob = repository.resolve(Constants.R_HEADS + BRANCH + ":" + path);
      return blob == null
          ? ""
          : new String(repository.open(blob).getBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectId commit(Repository repository, String registryHost, Instant when)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      // git wants its entries in byte order.
      TreeMap<String, byte[]> contents = new TreeMap<>();
      for (String file : FILES) {
        contents.put(file, content(file, registryHost));
      }
      for (String file : contents.keySet()) {
        DirCacheEntry entry = new DirCacheEntry(file);
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, contents.get(file)));
        builder.add(entry);
      }
      builder.finish();
      PersonIdent author =
          new PersonIdent("Platform Team", "platform@acme.example", when, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("What runs where\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static byte[] content(String file, String registryHost) throws IOException {
    try (InputStream in = SampleConfigRepo.class.getResourceAsStream(ROOT + file)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + ROOT + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace(REGISTRY, registryHost)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static void point(Repository repository, ObjectId commit) throws IOException {
    RefUpdate update = repository.updateRef(Constants.R_HEADS + BRANCH);
    update.setNewObjectId(commit);
    update.setExpectedOldObjectId(ObjectId.zeroId());
    RefUpdate.Result result = update.update();
    if (result != RefUpdate.Result.NEW) {
      throw new IOException("could not create " + BRANCH + ": " + result);
    }
  }
}
