package dev.tagboat.applier.render;

import dev.tagboat.applier.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files are manifests as they stand, and which folders an engine has to render.
 *
 * @param kustomizations folders, the outermost ones only: what is below belongs to them
 * @param charts folders of Helm charts, likewise
 */
record Layout(List<SourceFile> plain, List<String> kustomizations, List<String> charts) {
  static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  static final String CHART = "Chart.yaml";

  static Layout of(List<SourceFile> files) {
    Set<String> kustomizations = new TreeSet<>();
    Set<String> charts = new TreeSet<>();
    for (SourceFile file : files) {
      if (KUSTOMIZATIONS.contains(file.name())) {
        kustomizations.add(file.folder());
      } else if (file.name().equals(CHART) && !ChartRequest.mayAsk(file)) {
        charts.add(file.folder());
      }
    }
    Set<String> both = new TreeSet<>(kustomizations);
    both.addAll(charts);
    List<String> outermost = outermost(both);
    return new Layout(
        files.stream()
            .filter(file -> outermost.stream().noneMatch(o -> below(o, file.folder())))
            .toList(),
        outermost.stream().filter(kustomizations::contains).toList(),
        outermost.stream().filter(folder -> !kustomizations.contains(folder)).toList());
  }

  private static List<String> outermost(Set<String> folders) {
    List<String> outermost = new ArrayList<>();
    for (String folder : folders) {
      if (outermost.stream().noneMatch(outer -> below(outer, folder))) {
        outermost.add(folder);
      }
    }
    return outermost;
  }

  private static boolean below(String outer, String inner) {
    return outer.isEmpty() || inner.equals(outer) || inner.startsWith(outer + "/");
  }
}
