package dev.tagboat.applier.render;

import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.ManifestReader;
import dev.tagboat.applier.desired.Origin;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes plain manifests of a revision. Files that are manifests already are taken as they are;
 * folders with a kustomization are rendered by the kustomize program, then charts that a manifest
 * of kind {@code Chart} asks for by the helm program, in private folders that hold the repo and
 * nothing else.
 */
public final class Renderer {
  static final int MAX_OUTPUT = 16 << 20;

  private final RenderConfig config;

  public Renderer(RenderConfig config) {
    this.config = config;
  }

  /**
   * @throws UserFault when something cannot be rendered: then nothing of the revision is applied
   */
  public Desired desired(Revision revision) {
    Layout layout = Layout.of(revision.files());
    List<SourceFile> files = files(layout, revision);
    Set<String> values = ChartRequest.valuesFiles(files);
    Desired read =
        fromKustomizations(
            layout,
            ManifestReader.read(files.stream().filter(f -> !values.contains(f.path())).toList()));
    return new Charts(config, revision, layout.charts()).rendered(read);
  }

  /** Of what was rendered, only the kustomization is known. */
  private static Desired fromKustomizations(Layout layout, Desired read) {
    Map<String, Origin> origins = new HashMap<>();
    layout
        .kustomizations()
        .forEach(folder -> origins.put(rendered(folder), new Origin(folder, Optional.empty())));
    return new Desired(
        read.manifests().stream()
            .map(one -> one.madeOf(origins.getOrDefault(one.at().file(), one.origin())))
            .toList(),
        read.problems());
  }

  private static String rendered(String folder) {
    return folder + "/rendered.yaml";
  }

  /** What is in files, and what kustomizations render to. */
  List<SourceFile> render(Revision revision) {
    return files(Layout.of(revision.files()), revision);
  }

  private List<SourceFile> files(Layout layout, Revision revision) {
    List<SourceFile> files = new ArrayList<>(layout.plain());
    if (!layout.kustomizations().isEmpty()) {
      files.addAll(kustomized(layout.kustomizations(), revision.everything().files()));
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
    try (Room room = Room.with(everything)) {
      List<SourceFile> results = new ArrayList<>();
      Program kustomize = new Program(config.timeout(), MAX_OUTPUT);
      for (String folder : folders) {
        List<String> command =
            List.of(
                program.toString(),
                "build",
                "--load-restrictor",
                "LoadRestrictionsRootOnly",
                room.in(folder));
        KustomizeComplaint complaint = new KustomizeComplaint(folder, everything);
        byte[] output =
            kustomize.run(command, room.home(), said -> complaint.told(room.without(said)));
        results.add(new SourceFile(rendered(folder), output));
      }
      return results;
    }
  }
}
