package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compose takes variables from the {@code .env} beside its file; {@code env_file} of a service is
 * for the container only. What {@code .env} sets wins over the default in the Compose file; where
 * both hold a tag of the same image, both are places, so that they do not part.
 */
final class EnvLinker implements Linker {
  private static final String ENV = ".env";

  /** The names that Compose looks for. */
  private static final List<String> COMPOSE =
      List.of(
          "compose.yaml",
          "compose.yml",
          "docker-compose.yaml",
          "docker-compose.yml",
          "compose.override.yaml",
          "compose.override.yml",
          "docker-compose.override.yaml",
          "docker-compose.override.yml");

  @Override
  public Leads leads(Scans scans) {
    Set<String> paths = new LinkedHashSet<>();
    scans.links(Link.Interpolation.class).forEach(text -> paths.add(beside(text.file(), ENV)));
    scans.links(Link.Variable.class).stream()
        .map(Link.Variable::file)
        .filter(file -> RepoPath.name(file).equals(ENV))
        .distinct()
        .forEach(file -> COMPOSE.forEach(name -> paths.add(beside(file, name))));
    return Leads.toPaths(paths);
  }

  private static String beside(String file, String name) {
    return file.substring(0, file.lastIndexOf('/') + 1) + name;
  }

  @Override
  public void link(Scans scans, Sites sites) {
    new Run(scans).resolve().link(sites);
  }

  @Override
  public List<FileScan.Note> notes(Scans scans) {
    return new Run(scans).resolve().notes();
  }

  // Who looks for one image reads the files that hold the last part of its name.
  private static final String NAME_IN_PIECES =
      "this image is not followed: the last part of its name is put together from several texts."
          + " Write that part as one.";

  /** A value in a file. */
  private record Place(String file, List<Integer> scalars) {
    static Place of(Piece.Origin origin) {
      return new Place(origin.file(), origin.scalars());
    }
  }

  /**
   * Who takes a part of a reference from a value.
   *
   * @param name of the image, or the text in which it is unknown
   * @param slice what would change for it; null when that stands elsewhere
   */
  private record User(String name, @Nullable Slice slice, Frame frame) {}

  /** A place in a Compose file or in what it takes variables from. */
  private record Found(Link.Interpolation link, Interpolated text) {}

  private static final class Run {
    private final Scans scans;
    private final Map<String, Interpolator> environments = new HashMap<>();
    private final Map<Place, Set<User>> users = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<FileScan.Note> notes = new ArrayList<>();

    Run(Scans scans) {
      this.scans = scans;
    }

    Run resolve() {
      scans.links(Link.Interpolation.class).forEach(this::resolve);
      return this;
    }

    void link(Sites sites) {
      found.forEach(place -> sites.add(site(place)));
    }

    List<FileScan.Note> notes() {
      return notes;
    }

    private void resolve(Link.Interpolation link) {
      Interpolator environment =
          environments.computeIfAbsent(
              beside(link.file(), ENV),
              path -> new Interpolator(scans.links(Link.Variable.class, path)));
      Template.parse(link.text()).ifPresent(segments -> resolve(link, segments, environment));
    }

    private void resolve(
        Link.Interpolation link, List<Template.Segment> segments, Interpolator environment) {
      Piece.Origin origin = new Piece.Origin(link.file(), link.at(), link.scalars());
      Set<Template.Use> ignored = Collections.newSetFromMap(new IdentityHashMap<>());
      @Nullable Interpolated first =
          environment
              .resolve(segments, link.text(), origin, ignored)
              .flatMap(Interpolated::of)
              .orElse(null);
      if (first != null && !first.isFoundByName()) {
        notes.add(new FileScan.Note(link.file(), link.at(), NAME_IN_PIECES));
        first = null;
      }
      if (first == null) {
        User stranger = new User(Printable.quote(link.text()), null, Frame.NONE);
        environment.origins(segments).forEach(used -> add(used, stranger));
        return;
      }
      @Nullable Interpolated next = first;
      while (next != null && next.reference().name().equals(first.reference().name())) {
        add(link, next);
        Template.@Nullable Use outdone =
            next.changing().map(stretch -> stretch.piece().instead()).orElse(null);
        if (outdone == null) {
          return;
        }
        ignored.add(outdone);
        next =
            environment
                .resolve(segments, link.text(), origin, ignored)
                .flatMap(Interpolated::of)
                .filter(text -> text.changing().isPresent())
                .orElse(null);
      }
    }

    private void add(Link.Interpolation link, Interpolated text) {
      found.add(new Found(link, text));
      String name = text.reference().name().toString();
      for (Piece.Origin origin : text.origins()) {
        Optional<Interpolated.Stretch> here =
            text.changing().filter(stretch -> stretch.piece().origin().equals(origin));
        // What stands in the Compose file itself nobody else takes a part of.
        if (!origin.file().equals(link.file())) {
          add(
              origin,
              new User(
                  name,
                  here.map(Interpolated.Stretch::slice).orElse(null),
                  here.map(Interpolated.Stretch::frame).orElse(Frame.NONE)));
        }
      }
    }

    private void add(Piece.Origin origin, User user) {
      users.computeIfAbsent(Place.of(origin), place -> new HashSet<>()).add(user);
    }

    private Site site(Found place) {
      Link.Interpolation link = place.link();
      Interpolated text = place.text();
      ImageName image = text.reference().name();
      Optional<Interpolated.Stretch> changing = text.changing().filter(stretch -> text.isMovable());
      if (changing.isEmpty()) {
        return new Site(
            link.file(),
            link.at(),
            SiteKind.COMPOSE,
            image,
            null,
            null,
            null,
            null,
            Site.Surroundings.of(link.hints())
                .withAliases(link.aliases())
                .withImplied(text.reference().tag()));
      }
      Piece.Origin origin = changing.get().piece().origin();
      Interpolated.Stretch tag = text.tag();
      Interpolated.Stretch digest = text.digest();
      return new Site(
          origin.file(),
          origin.at(),
          SiteKind.COMPOSE,
          image,
          text.reference().tag(),
          text.reference().digest(),
          tag == null ? null : tag.slice(),
          digest == null ? null : digest.slice(),
          Site.Surroundings.of(link.hints())
              .withAliases(origin.file().equals(link.file()) ? link.aliases() : List.of())
              .withOverride(conflict(image, changing.get()))
              .withFrame(tag == null ? Frame.NONE : tag.frame()));
    }

    // Images that take the very same part as their tag are left to whoever plans.
    private @Nullable String conflict(ImageName image, Interpolated.Stretch changing) {
      Slice slice = changing.slice();
      return users.getOrDefault(Place.of(changing.piece().origin()), Set.of()).stream()
          .filter(
              user ->
                  !slice.equals(user.slice())
                      || (user.name().equals(image.toString())
                          && !user.frame().equals(changing.frame())))
          .map(User::name)
          .sorted()
          .findFirst()
          .map(
              name ->
                  "the value is also a part of the reference of "
                      + name
                      + ", which would change with it. Give each its own variable.")
          .orElse(null);
    }
  }
}
