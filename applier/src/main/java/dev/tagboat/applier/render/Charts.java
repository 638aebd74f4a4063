package dev.tagboat.applier.render;

import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ManifestReader;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.desired.Standins;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.SourceFile;
import dev.tagboat.applier.source.WholeRepo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts what charts render to in the place of the manifests that ask for them. Only charts and
 * values of the repo are used: {@code helm template} fetches nothing by itself, asks no cluster
 * ({@code lookup} finds nothing), and gets neither URLs nor names of repositories.
 */
final class Charts {
  private static final Set<String> TESTS = Set.of("test", "test-success", "test-failure");

  private final RenderConfig config;
  private final Revision revision;
  private final List<String> folders;

  /**
   * @param folders with charts, in the part of the repo that is applied
   */
  Charts(RenderConfig config, Revision revision, List<String> folders) {
    this.config = config;
    this.revision = revision;
    this.folders = folders;
  }

  /**
   * @throws UserFault when a chart cannot be rendered, or nothing asks for it
   */
  Desired rendered(Desired read) {
    if (!read.problems().isEmpty()) {
      return read;
    }
    List<ChartRequest> requests =
        read.manifests().stream().filter(ChartRequest::isOne).map(ChartRequest::of).toList();
    refuseUnused(requests);
    if (requests.isEmpty()) {
      return read;
    }
    List<Manifest> manifests =
        new ArrayList<>(read.manifests().stream().filter(m -> !ChartRequest.isOne(m)).toList());
    List<String> problems = new ArrayList<>();
    Path helm = program(requests.get(0));
    WholeRepo repo = revision.everything();
    List<SourceFile> everything = repo.files();
    Set<String> files = everything.stream().map(SourceFile::path).collect(Collectors.toSet());
    try (Room room = Room.with(everything)) {
      for (ChartRequest request : requests) {
        refuseMissing(request, files);
        refuseHoles(request, repo.leftOut());
        refuseEncrypted(request, everything);
        ValueSchemas.check(request.chart(), everything);
        boolean unchecked = ValueSchemas.isPacked(request.chart(), everything);
        Desired one = read(request, template(helm, request, everything, room, unchecked));
        problems.addAll(one.problems());
        for (Manifest manifest : one.manifests()) {
          if (isWanted(manifest, request)) {
            manifests.add(manifest.withHome(request.namespace()).madeOf(request.origin()));
          }
        }
      }
    }
    return new Desired(manifests, problems);
  }

  private void refuseUnused(List<ChartRequest> requests) {
    Set<String> used = new HashSet<>();
    requests.forEach(request -> used.add(request.chart()));
    for (String folder : folders) {
      if (!used.contains(folder)) {
        throw new UserFault(
            RepoPath.join(folder, Layout.CHART)
                + ": nothing says how to render this chart. Put a manifest of kind Chart"
                + " (tagboat.dev/v1) beside its folder, render it in CI (helm template) and commit"
                + " the result, or move it out of what is applied.");
      }
    }
  }

  private Path program(ChartRequest request) {
    return config
        .helm()
        .orElseThrow(
            () ->
                new UserFault(
                    request.at()
                        + ": there is no helm program. Name it with render.helm, or render in CI"
                        + " (helm template) and commit the result."));
  }

  private static void refuseMissing(ChartRequest request, Set<String> files) {
    if (!files.contains(RepoPath.join(request.chart(), Layout.CHART))) {
      throw new UserFault(
          request.at()
              + ": spec.path leads to "
              + (request.chart().isEmpty() ? "the root" : request.chart())
              + ", where this repo has no chart. Charts are not fetched: copy it into the repo.");
    }
    for (String file : request.valuesFiles()) {
      if (!files.contains(file)) {
        throw new UserFault(
            request.at() + ": a file of spec.valuesFiles is not in this repo: " + file);
      }
    }
  }

  // A template that is missing would not fail: its objects would be deleted.
  private static void refuseHoles(ChartRequest request, List<String> leftOut) {
    for (String path : leftOut) {
      if (request.chart().isEmpty() || path.startsWith(request.chart() + "/")) {
        throw new UserFault(
            request.at()
                + ": "
                + path
                + " of the chart is a link, a submodule or too large a file. Put the file itself"
                + " there, or take it out of the chart.");
      }
    }
  }

  private static void refuseEncrypted(ChartRequest request, List<SourceFile> everything) {
    for (SourceFile file : everything) {
      if (request.valuesFiles().contains(file.path())) {
        Standins.objection(file.bytes())
            .ifPresent(
                why -> {
                  throw new UserFault(request.at() + ": " + file.path() + " " + why);
                });
      }
    }
  }

  private byte[] template(
      Path helm, ChartRequest request, List<SourceFile> everything, Room room, boolean unchecked) {
    List<String> command =
        new ArrayList<>(
            List.of(
                helm.toString(),
                "template",
                request.release(),
                room.in(request.chart()),
                "--namespace",
                request.namespace()));
    if (request.includeCrds()) {
      command.add("--include-crds");
    }
    if (unchecked) {
      command.add("--skip-schema-validation");
    }
    for (String file : request.valuesFiles()) {
      command.addAll(List.of("--values", room.in(file)));
    }
    byte[] values = request.values().toString().getBytes(StandardCharsets.UTF_8);
    command.addAll(List.of("--values", room.put("values.json", values)));
    if (!request.kubeVersion().isEmpty()) {
      command.addAll(List.of("--kube-version", request.kubeVersion()));
    }
    for (String version : request.apiVersions()) {
      command.addAll(List.of("--api-versions", version));
    }
    try {
      return new Program(config.timeout(), Renderer.MAX_OUTPUT)
          .run(
              command,
              room.home(),
              said -> new HelmComplaint(request, everything).told(room.without(said)));
    } catch (UserFault e) {
      throw new UserFault(request.at() + ": " + e.getMessage(), e);
    }
  }

  private static Desired read(ChartRequest request, byte[] output) {
    String name = RepoPath.join(RepoPath.parent(request.at().file()), request.release());
    return ManifestReader.read(List.of(new SourceFile(name + ".rendered.yaml", output)));
  }

  private static boolean isWanted(Manifest manifest, ChartRequest request) {
    Set<String> hooks =
        Marks.annotation(manifest.head(), "helm.sh/hook")
            .map(text -> Set.copyOf(List.of(text.strip().split("\\s*,\\s*", -1))))
            .orElse(Set.of());
    if (hooks.isEmpty()) {
      return true;
    }
    if (TESTS.containsAll(hooks)) {
      return false;
    }
    if (request.hooks() == ChartRequest.Hooks.refuse) {
      throw new UserFault(
          request.at()
              + ": "
              + manifest.id()
              + " of the chart is a hook ("
              + String.join(", ", hooks)
              + "), which Helm runs around an installation, and Tagboat does not. Say with"
              + " spec.hooks whether to skip such objects or to apply them like all others.");
    }
    return request.hooks() == ChartRequest.Hooks.apply;
  }
}
