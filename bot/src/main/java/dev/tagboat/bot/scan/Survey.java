package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.image.ImageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Everything a repo says about some images: looks into the files that hold their names, follows
 * from there what leads to other files, and puts together what was found. Pure but for the {@link
 * Tree} it reads.
 */
public final class Survey {
  /** The longest way: repository, policy, marked value, chart, and as many levels of bases. */
  private static final int MAX_ROUNDS = 32;

  /** Files of one directory that are read though they do not hold the image's name. */
  private static final int MAX_BESIDE = 1000;

  private static final List<Linker> LINKERS =
      List.of(
          new ChartLinker(),
          new ValuesLinker(),
          new EnvLinker(),
          new MarkerLinker(),
          new OverlayLinker(),
          new UpdaterLinker());

  private final Tree tree;
  private final Scanner scanner;
  private final ScanIndex index;
  private final boolean keep;
  private final Scans scans;
  private final Map<String, byte[]> contents = new HashMap<>();
  private final List<NamedPlaces.Found> named = new ArrayList<>();

  private Survey(Tree tree, Scanner scanner, ScanIndex index, boolean keep) {
    this.tree = tree;
    this.scanner = scanner;
    this.index = index;
    this.keep = keep;
    this.scans = new Scans(!keep);
  }

  /**
   * Looks for some images, and keeps what the files hold in which they stand.
   *
   * @param images at least one
   */
  public static Survey of(Tree tree, Scanner scanner, Collection<ImageName> images) {
    return of(tree, scanner, new ScanIndex(0), images);
  }

  /**
   * The same, for whoever looks again and again.
   *
   * @param index what is known of files that were looked at before
   */
  public static Survey of(
      Tree tree, Scanner scanner, ScanIndex index, Collection<ImageName> images) {
    Survey survey = new Survey(tree, scanner, index, true);
    Set<String> words = images.stream().map(ImageName::shortName).collect(Collectors.toSet());
    tree.search(words, survey::scan);
    survey.follow(Leads.toWords(words));
    survey.lookUp();
    return survey;
  }

  /**
   * Puts together what was found in every file, and keeps no content.
   *
   * @param found by path; what it leads to and does not hold is looked at here
   */
  public static Survey ofEverything(Tree tree, Scanner scanner, Map<String, FileScan> found) {
    Survey survey = new Survey(tree, scanner, new ScanIndex(0), false);
    found.forEach(survey.scans::add);
    survey.follow(Leads.NONE);
    survey.lookUp();
    return survey;
  }

  private void follow(Leads known) {
    Leads followed = known;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Leads fresh = leads().without(followed);
      if (fresh.isEmpty()) {
        return;
      }
      fresh.paths().forEach(path -> tree.find(path).ifPresent(this::scan));
      if (!fresh.valuesIn().isEmpty()) {
        valuesIn(fresh.valuesIn()).forEach(this::scanValues);
      }
      if (!fresh.composeIn().isEmpty()) {
        listed(fresh.composeIn(), ComposeFinder::isYaml, Comparator.naturalOrder())
            .forEach(this::scanCompose);
      }
      if (!fresh.words().isEmpty()) {
        tree.search(fresh.words(), this::scan);
      }
      if (!fresh.overlays().isEmpty()) {
        searchOverlays(fresh.overlays());
      }
      if (!fresh.umbrellas().isEmpty()) {
        searchUmbrellas(fresh.umbrellas());
      }
      followed = followed.and(fresh);
    }
  }

  // Which keys are meant is known only now; few files are concerned.
  private void lookUp() {
    Map<String, List<NamedPlace>> wanted =
        UpdaterLinker.places(scans).stream()
            .collect(Collectors.groupingBy(NamedPlace::file, TreeMap::new, Collectors.toList()));
    wanted.forEach((path, places) -> tree.find(path).ifPresent(file -> lookUp(file, places)));
  }

  private void lookUp(Tree.File file, List<NamedPlace> places) {
    scan(file);
    byte[] bytes = file.read();
    List<NamedPlaces.Found> found = NamedPlaces.find(file.path(), bytes, places);
    named.addAll(found);
    if (keep && !found.isEmpty()) {
      contents.putIfAbsent(file.path(), bytes);
    }
  }

  // Whatever a search could find was looked at already when everything was.
  private Leads leads() {
    Leads all = Leads.all(LINKERS.stream().map(linker -> linker.leads(scans)).toList());
    return scans.isComplete() ? all.onlyPaths(path -> !scanner.wants(path)) : all;
  }

  private List<Tree.File> valuesIn(Set<String> directories) {
    return listed(
        directories,
        path -> HelmValuesFinder.isValuesFile(path) || ImageMapFinder.isCandidate(path),
        Comparator.comparing(path -> !HelmValuesFinder.isValuesFile(path)));
  }

  private List<Tree.File> listed(
      Set<String> directories, Predicate<String> which, Comparator<String> order) {
    Map<String, List<String>> files =
        tree.list(directories).stream()
            .filter(which)
            .sorted(order)
            .collect(Collectors.groupingBy(RepoPath::directory));
    return files.values().stream()
        .flatMap(paths -> paths.stream().limit(MAX_BESIDE))
        .flatMap(path -> tree.find(path).stream())
        .toList();
  }

  private void scanCompose(Tree.File file) {
    if (!scans.has(file.path())) {
      FileScan scan = index.scan(scanner, file);
      if (scan.links().stream().anyMatch(Link.Interpolation.class::isInstance)) {
        take(file, scan);
      }
    }
  }

  // Values by what they hold: one that is merged with others need not name the image.
  private void scanValues(Tree.File file) {
    if (HelmValuesFinder.isValuesFile(file.path())) {
      scan(file);
    } else if (!scans.has(file.path())) {
      FileScan scan = index.scan(scanner, file);
      boolean values =
          scan.links().stream()
              .anyMatch(link -> link instanceof Link.ValuesTag || link instanceof Link.ValuesImage);
      if (values) {
        take(file, scan);
      }
    }
  }

  // A word such as "base" may stand in every overlay of the repo. Who stands beside a base or below
  // names just that; from elsewhere, the way leads through the directory around it.
  private void searchOverlays(Set<String> wanted) {
    Set<String> words = new HashSet<>();
    for (String path : wanted) {
      String around = RepoPath.directory(path);
      words.add(RepoPath.name(around.isEmpty() ? path : around));
      if (!around.isEmpty()) {
        tree.below(around, file -> scanKustomization(file, wanted));
      }
    }
    words.remove("");
    if (!words.isEmpty()) {
      tree.search(words, file -> scanKustomization(file, wanted));
    }
  }

  // A chart that depends on another one by a path names the directory.
  private void searchUmbrellas(Set<String> wanted) {
    // Values without a chart beside them are nobody's dependency, and there may be many.
    Set<String> words =
        wanted.stream()
            .filter(directory -> !directory.isEmpty())
            .filter(directory -> tree.find(directory + "/Chart.yaml").isPresent())
            .map(RepoPath::name)
            .collect(Collectors.toSet());
    if (!words.isEmpty()) {
      tree.search(words, file -> scanUmbrella(file, wanted));
    }
  }

  private void scanUmbrella(Tree.File file, Set<String> wanted) {
    if (ChartFinder.isOne(file.path()) && !scans.has(file.path())) {
      FileScan scan = index.scan(scanner, file);
      boolean dependsOn =
          scan.links().stream()
              .anyMatch(link -> link instanceof Link.Subchart s && wanted.contains(s.directory()));
      if (dependsOn) {
        take(file, scan);
      }
    }
  }

  private void scanKustomization(Tree.File file, Set<String> wanted) {
    if (Kustomizations.isNamed(file.path()) && !scans.has(file.path())) {
      FileScan scan = index.scan(scanner, file);
      boolean bringsIn =
          scan.links().stream()
              .anyMatch(link -> link instanceof Link.Kustomization k && k.bringsInAny(wanted));
      if (bringsIn) {
        take(file, scan);
      }
    }
  }

  private void scan(Tree.File file) {
    if (scans.has(file.path())) {
      return;
    }
    take(file, index.scan(scanner, file));
  }

  private void take(Tree.File file, FileScan scan) {
    scans.add(file.path(), scan);
    if (keep && !(scan.sites().isEmpty() && scan.links().isEmpty())) {
      contents.put(file.path(), file.read());
    }
  }

  /** Every place, in the order of the files. */
  public List<Site> sites() {
    Sites sites = new Sites();
    scans.all().forEach(scan -> scan.sites().forEach(sites::add));
    LINKERS.forEach(linker -> linker.link(scans, sites));
    sites.name(named);
    return sites.all();
  }

  /** Objects in which other tools' users wrote policies. */
  public List<Link.ForeignObject> objects() {
    return scans.links(Link.ForeignObject.class);
  }

  /** Files that could not be read. */
  public List<FileScan.Problem> problems() {
    return scans.all().stream().map(FileScan::problem).filter(Objects::nonNull).toList();
  }

  /** Files that were left alone though they could hold images. */
  public List<FileScan.Skipped> skipped() {
    return scans.all().stream().map(FileScan::skipped).filter(Objects::nonNull).toList();
  }

  /** What has no effect though somebody must think it has. */
  public List<FileScan.Note> notes() {
    List<FileScan.Note> notes = new ArrayList<>();
    scans.all().forEach(scan -> notes.addAll(notes(scan)));
    notes.addAll(linkNotes());
    return notes;
  }

  /**
   * Those of them that are about one file; what it could not know alone to have one is left out.
   */
  public List<FileScan.Note> notes(FileScan scan) {
    return scan.notes().stream().filter(note -> !isMarked(note)).toList();
  }

  // Only the other file says that the comment stands at a place.
  private boolean isMarked(FileScan.Note note) {
    return named.stream()
        .map(NamedPlaces.Found::site)
        .filter(site -> site.file().equals(note.file()))
        .flatMap(site -> site.around().hints().stream())
        .anyMatch(hint -> hint instanceof Hint.Comment && hint.at().equals(note.at()));
  }

  /** Those of them that one file alone does not tell. */
  public List<FileScan.Note> linkNotes() {
    return LINKERS.stream().flatMap(linker -> linker.notes(scans).stream()).toList();
  }

  /** What was found in each file that was looked at, in the order of their paths. */
  public Map<String, FileScan> files() {
    return scans.byPath();
  }

  /**
   * Which of {@code fields} of the settings lead to no image anywhere; known only when every file
   * was looked at.
   */
  public List<FieldRule> idleFields() {
    List<FieldRule> idle = new ArrayList<>(keep ? List.of() : scanner.fields());
    Set<FieldRule> matched = new HashSet<>();
    scans.links(Link.FieldMatch.class).forEach(match -> matched.add(match.rule()));
    idle.removeAll(matched);
    return idle;
  }

  /** What a file held when it was looked at; only of files in which places stand. */
  public byte[] content(String path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new IllegalArgumentException("no image was found in " + path);
    }
    return content;
  }
}
