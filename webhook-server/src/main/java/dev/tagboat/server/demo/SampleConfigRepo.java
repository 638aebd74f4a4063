package dev.tagboat.server.demo;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** The config repo of the demo: what a platform team's repo looks like, made small. */
final class SampleConfigRepo {
  static final String OWNER = "acme";
  static final String NAME = "config";
  static final String BRANCH = "main";

  /** The image that the demo pushes, without its registry. */
  static final String IMAGE = "acme/web";

  /** Files in which the image stands. */
  static final List<String> FILES_WITH_IMAGE =
      List.of(
          "apps/legacy/statefulset.yaml",
          "apps/web/cronjob.yaml",
          "apps/web/deployment.yaml",
          "charts/web/values-prod.yaml",
          "overlays/staging/kustomization.yaml");

  private static final List<String> OTHER_FILES = List.of(".tagboat.yaml", "README.md");
  private static final String ROOT = "/demo/config/";
  private static final String REGISTRY = "__REGISTRY__";

  /** The registry of this or an earlier run. */
  private static final String ANY_REGISTRY = "127\\.0\\.0\\.1:[0-9]{1,5}";

  private final EmbeddedForge forge;
  private final Path bare;

  private SampleConfigRepo(EmbeddedForge forge, Path bare) {
    this.forge = forge;
    this.bare = bare;
  }

  /**
   * Adds it to the forge. One that is there from an earlier run stays as it is, except that its
   * files name the registry of this run.
   *
   * @param registry the host that the files pull from
   */
  static SampleConfigRepo on(EmbeddedForge forge, String registry) {
    SampleConfigRepo repo = new SampleConfigRepo(forge, forge.addRepository(OWNER, NAME));
    Map<String, byte[]> changed = new HashMap<>();
    boolean fresh = repo.read(OTHER_FILES.get(0)).isEmpty();
    for (List<String> files : List.of(OTHER_FILES, FILES_WITH_IMAGE)) {
      for (String file : files) {
        String before = repo.read(file).orElseGet(() -> fresh ? sample(file) : "");
        String after = before.replace(REGISTRY, registry).replaceAll(ANY_REGISTRY, registry);
        if (fresh || !after.equals(before)) {
          changed.put(file, after.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    if (!changed.isEmpty()) {
      String message = fresh ? "What runs where" : "Pull from " + registry;
      forge.commit(OWNER, NAME, BRANCH, "platform-team", message, changed);
    }
    return repo;
  }

  /** The files with the image, as main and each open pull request has them. */
  Stream<String> texts() {
    Stream<String> heads =
        forge.pullRequests(OWNER, NAME).stream().filter(PullRequest::isOpen).map(PullRequest::head);
    return Stream.concat(Stream.of(BRANCH), heads)
        .flatMap(branch -> FILES_WITH_IMAGE.stream().flatMap(file -> read(branch, file).stream()));
  }

  /** The text of one file on the main branch; empty when there is none. */
  Optional<String> read(String path) {
    return read(BRANCH, path);
  }

  private Optional<String> read(String branch, String path) {
    try (Repository repository = new RepositoryBuilder().setGitDir(bare.toFile()).build()) {
      ObjectId blob = repository.resolve(Constants.R_HEADS + branch + ":" + path);
      return blob == null
          ? Optional.empty()
          : Optional.of(new String(repository.open(blob).getBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a reviewer's press of the button. */
  void merge(int pullRequest) {
    forge.merge(OWNER, NAME, pullRequest);
  }

  private static String sample(String file) {
    try (InputStream in = SampleConfigRepo.class.getResourceAsStream(ROOT + file)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + ROOT + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
