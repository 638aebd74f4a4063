package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file has to be put together with, so that after a change not all of a repo has to be: two
 * files belong together when they have a key in common, or there is a chain of such files between
 * them. What linkers and rules say about one file follows from those that belong to it, and from
 * the links of any file that hold {@linkplain #everywhere everywhere}. A kind of link that is not
 * listed here holds everywhere, which is slow, and never wrong.
 */
public final class Reach {
  /** The key of a file with links that hold everywhere. */
  public static final long EVERYWHERE = 0;

  /** Before the name of a chart that is unpacked in any other; no path has it. */
  private static final String ANY_CHART = "//";

  private final Set<String> names = new TreeSet<>();
  private final List<Link> everywhere = new ArrayList<>();

  private Reach() {}

  /**
   * @param path of the file in which {@code scan} was found
   */
  public static Reach of(String path, FileScan scan) {
    Reach reach = new Reach();
    reach.names.add(path);
    scan.links().forEach(reach::add);
    return reach;
  }

  private void add(Link link) {
    String directory = RepoPath.directory(link.file());
    if (link instanceof Link.Kustomization kustomization) {
      names.add(directory);
      names.addAll(kustomization.resources());
      names.addAll(kustomization.components());
      names.addAll(kustomization.patches());
    } else if (link instanceof Link.PatchTarget target) {
      names.add(target.patch());
    } else if (link instanceof Link.ValuesTag tag) {
      names.add(directory);
      names.add(RepoPath.directory(directory));
      addCharts(directory, tag.path());
    } else if (link instanceof Link.Subchart subchart) {
      addChart(directory);
      names.add(subchart.directory());
    } else if (link instanceof Link.ValuesImage) {
      addChart(directory);
      names.addAll(ValuesLinker.above(directory).stream().toList());
    } else if (isWithinItsDirectory(link)) {
      names.add(directory);
    } else if (!isWithinItsFile(link)) {
      everywhere.add(link);
    }
  }

  // A chart need not say that it depends on one that is unpacked in it. Which charts lie on the way
  // to one further in, other files tell; its own name is known here.
  private void addCharts(String directory, List<String> path) {
    if (path.size() > 1) {
      names.add(Subcharts.unpacked(directory, path.get(0)));
      names.add(Subcharts.unpacked(RepoPath.directory(directory), path.get(0)));
      path.subList(1, path.size() - 1).forEach(key -> names.add(ANY_CHART + key));
    }
  }

  private void addChart(String directory) {
    names.add(directory);
    if (Subcharts.unpackedIn(directory).isPresent()) {
      names.add(ANY_CHART + RepoPath.name(directory));
    }
  }

  private static boolean isWithinItsDirectory(Link link) {
    return link instanceof Link.ChartImage
        || link instanceof Link.ValuesRegistry
        || link instanceof Link.AppVersion
        || link instanceof Link.Interpolation
        || link instanceof Link.Variable;
  }

  // Kustomizations name the file of a container, and policies hold for marked values of any file.
  private static boolean isWithinItsFile(Link link) {
    return link instanceof Link.Containers
        || link instanceof Link.FieldMatch
        || link instanceof Link.MarkedValue
        || (link instanceof Link.ForeignObject object
            && object.kind().equals(Link.ForeignObject.KEEL_VALUES));
  }

  /** Links that say something about any file. */
  public List<Link> everywhere() {
    return List.copyOf(everywhere);
  }

  /** Those links alone, as if nothing else stood in the file. */
  public FileScan context() {
    return new FileScan(List.of(), everywhere, List.of(), null, null);
  }

  /** Two names with one key only make files belong together that need not. */
  public long[] keys() {
    long[] named = names.stream().mapToLong(Reach::key).toArray();
    if (everywhere.isEmpty()) {
      return named;
    }
    long[] all = Arrays.copyOf(named, named.length + 1);
    all[named.length] = EVERYWHERE;
    return all;
  }

  // FNV-1a, of characters instead of bytes; never 0.
  private static long key(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash | 1;
  }
}
