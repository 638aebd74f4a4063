package dev.tagboat.applier.render;

import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes plain manifests of a revision. Files that are manifests already are taken as they are;
 * folders with a kustomization are rendered by the kustomize program, in a private folder that
 * holds the repo and nothing else.
 */
public final class Renderer {
  private static final int MAX_OUTPUT = 16 << 20;

  private final RenderConfig config;

  public Renderer(RenderConfig config) {
    this.config = config;
  }

  /**
   * @throws UserFault when something cannot be rendered: then nothing of the revision is applied
   */
  public List<SourceFile> render(Revision revision) {
    Layout layout = Layout.of(revision.files());
    if (!layout.charts().isEmpty()) {
      throw new UserFault(
          layout.charts().get(0)
              + "/Chart.yaml: Helm charts are not rendered in the cluster. Render the chart in CI"
              + " (helm template) and commit the result.");
    }
    List<SourceFile> files = new ArrayList<>(layout.plain());
    if (!layout.kustomizations().isEmpty()) {
      files.addAll(kustomized(layout.kustomizations(), revision.everything()));
    }
    return files;
  }

  private List<SourceFile> kustomized(List<String> folders, List<SourceFile> everything) {
    Path program =
        config
            .kustomize()
            .orElseThrow(
                () ->
                    new UserFault(
                        folders.get(0)
                            + " holds a kustomization, and there is no kustomize program. Name it"
                            + " with render.kustomize, or render in CI and commit the result."));
    References references = new References(everything);
    folders.forEach(references::check);
    try {
      Path room = Files.createTempDirectory("tagboat-render-");
      try {
        return rendered(program, folders, everything, room);
      } finally {
        delete(room);
      }
    } catch (IOException e) {
      throw new TransientFault("there is no room to render in: " + e.getMessage(), e);
    }
  }

  private List<SourceFile> rendered(
      Path program, List<String> folders, List<SourceFile> everything, Path room)
      throws IOException {
    Path repo = Files.createDirectory(room.resolve("repo"));
    for (SourceFile file : everything) {
      Path path = repo.resolve(file.path()).normalize();
      if (!path.startsWith(repo)) {
        throw new UserFault(file.path() + " leads out of the repo");
      }
      Files.createDirectories(path.getParent());
      Files.write(path, file.bytes());
    }
    List<SourceFile> results = new ArrayList<>();
    Program kustomize = new Program(config.timeout(), MAX_OUTPUT);
    for (String folder : folders) {
      List<String> command =
          List.of(
              program.toString(),
              "build",
              "--load-restrictor",
              "LoadRestrictionsRootOnly",
              repo.resolve(folder).toString());
      byte[] output = kustomize.run(command, room);
      results.add(new SourceFile(folder + "/rendered.yaml", output));
    }
    return results;
  }

  private static void delete(Path room) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(room)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
