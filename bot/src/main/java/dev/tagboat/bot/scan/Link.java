package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.FieldRule;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.yaml.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something in one file that says nothing about places until it is put together with another file.
 * A value, like {@link Site}.
 */
public sealed interface Link {
  /** Path of the file that it stands in. */
  String file();

  /** Where. */
  Position at();

  /**
   * An image of a chart's values whose tag is left to the chart's {@code appVersion}.
   *
   * @param at as in the site that the place in the values has
   * @param path the keys that lead to it; empty when a list stands between
   * @param sure whether the values say so; else only the chart's templates would tell
   * @param hints of the place in the values
   */
  record ChartImage(
      String file, Position at, List<String> path, ImageName image, boolean sure, List<Hint> hints)
      implements Link {
    public ChartImage {
      path = List.copyOf(path);
      hints = List.copyOf(hints);
    }
  }

  /**
   * The {@code appVersion} of a {@code Chart.yaml}.
   *
   * @param subcharts names and aliases of the charts it depends on: values under these keys are
   *     theirs
   */
  record AppVersion(
      String file, Position at, Tag tag, Slice slice, List<String> subcharts, List<Hint> hints)
      implements Link {
    public AppVersion {
      subcharts = List.copyOf(subcharts);
      hints = List.copyOf(hints);
    }
  }

  /**
   * A chart that a {@code Chart.yaml} depends on.
   *
   * @param key under which the values of the one who depends hold those for it
   * @param directory of the repo, where it stands if it is there
   */
  record Subchart(String file, Position at, String key, String directory) implements Link {}

  /**
   * An image that a values file names apart from its tag: other values files of the chart may
   * override the tag, and set a registry for all images.
   *
   * @param at as in the site that the place has
   * @param path the keys that lead to the map in which the parts stand; empty at the top
   * @param tagKeys at which keys of that map its tag stands, or could; none when a list stands
   *     between, which other files replace as a whole
   * @param parts what the name was put together from
   * @param digest whether a digest stands there too
   */
  record ValuesImage(
      String file,
      Position at,
      List<String> path,
      List<String> tagKeys,
      ImageName image,
      NameParts parts,
      boolean digest)
      implements Link {
    public ValuesImage {
      path = List.copyOf(path);
      tagKeys = List.copyOf(tagKeys);
    }
  }

  /**
   * The registry that a values file sets for all images.
   *
   * @param parts without a repository and a registry of its own
   */
  record ValuesRegistry(String file, Position at, NameParts parts) implements Link {}

  /**
   * What a values file says of an image's name; each part may be null.
   *
   * @param repository as it is written, without a version
   * @param registry beside it
   * @param global {@code global.imageRegistry}, which wins
   * @param otherwise the registry for images without one
   */
  record NameParts(
      @Nullable String repository,
      @Nullable String registry,
      @Nullable String global,
      @Nullable String otherwise) {}

  /**
   * A tag that a values file sets for an image that it does not name.
   *
   * @param path the keys that lead to the tag, its own the last
   * @param parts of the name, as far as they are set beside the tag
   * @param digest null when none stands beside it
   * @param digestSlice null exactly when {@code digest} is
   */
  record ValuesTag(
      String file,
      Position at,
      List<String> path,
      NameParts parts,
      Tag tag,
      Slice tagSlice,
      @Nullable Digest digest,
      @Nullable Slice digestSlice,
      Site.Surroundings around)
      implements Link {
    public ValuesTag {
      path = List.copyOf(path);
    }
  }

  /**
   * A text in a Compose file with variables in it.
   *
   * @param text as written, {@code ${NAME:-default}} and all
   * @param scalars as in {@link Slice}
   * @param hints of the place in the Compose file
   * @param aliases as in {@link Site.Surroundings}
   */
  record Interpolation(
      String file,
      Position at,
      String text,
      List<Integer> scalars,
      List<Hint> hints,
      List<Position> aliases)
      implements Link {
    public Interpolation {
      scalars = List.copyOf(scalars);
      hints = List.copyOf(hints);
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * A variable in a file of environment variables.
   *
   * @param value the text as it stands; null when what it means is not known
   * @param expands whether variables in the value are replaced
   * @param start UTF-16 index of the value's first character
   */
  record Variable(
      String file, Position at, String name, @Nullable String value, boolean expands, int start)
      implements Link {}

  /**
   * What a kustomization brings together.
   *
   * @param component whether it is a component, which changes what the kustomization that names it
   *     has
   * @param resources paths of files and directories in the repo, from {@code resources} and {@code
   *     bases}; which of both they are, only the repo tells
   * @param components paths of directories in the repo
   * @param images what it sets images to
   * @param patches paths of files with patches
   */
  record Kustomization(
      String file,
      Position at,
      boolean component,
      List<String> resources,
      List<String> components,
      List<ImageOverride> images,
      List<String> patches)
      implements Link {
    public Kustomization {
      resources = List.copyOf(resources);
      components = List.copyOf(components);
      images = List.copyOf(images);
      patches = List.copyOf(patches);
    }

    /** Whether it names one of these files and directories. */
    boolean bringsInAny(Set<String> paths) {
      return Stream.of(resources, components, patches)
          .flatMap(List::stream)
          .anyMatch(paths::contains);
    }
  }

  /**
   * An entry of {@code images} in a kustomization.
   *
   * @param name the image that it applies to, as the resources name it
   * @param only the tag that an image must have for the entry to apply to it; null when any will do
   * @param becomes what the image is called then; the same name when only its version is set
   * @param place whether the version is written there, or can be
   * @param at the place of the entry's site
   */
  record ImageOverride(
      ImageName name, @Nullable Tag only, ImageName becomes, boolean place, Position at) {}

  /**
   * What a kustomization applies a patch to that stands in a file of its own.
   *
   * @param patch path of that file
   * @param object as in {@link Container}; empty when the patch itself says it
   */
  record PatchTarget(String file, Position at, String patch, String object) implements Link {}

  /**
   * Containers of an object, or of a part of one, whose images other files may set.
   *
   * @param inPatch whether it stands in a patch that is itself part of the file
   */
  record Containers(String file, Position at, boolean inPatch, List<Container> all)
      implements Link {
    public Containers {
      all = List.copyOf(all);
    }
  }

  /**
   * One container.
   *
   * @param object {@code kind/name} of the object that it is in; of a patch's target, either may be
   *     empty, which stands for any
   * @param name the list that it is in and its name, {@code containers/web}
   * @param index the list and where the container is in it, {@code containers/0}
   * @param at the place of its image
   */
  record Container(String object, String name, String index, Position at) {
    /** Whether this one, in a patch, changes another one. */
    boolean patches(Container other) {
      return isAbout(other.object)
          && (name.isEmpty() ? index.equals(other.index) : name.equals(other.name));
    }

    /** The same one, in a patch with that target. */
    Container of(String target) {
      return new Container(target, name, index, at);
    }

    private boolean isAbout(String other) {
      int slash = object.indexOf('/');
      return object.equals(other)
          || (object.endsWith("/") && other.startsWith(object))
          || (slash == 0 && other.endsWith(object));
    }
  }

  /**
   * A Flux setter comment on a value that does not name its image: the ImagePolicy does.
   *
   * @param value the scalar's whole value
   * @param mapping start of the innermost mapping around it; -1 when there is none
   * @param scalars as in {@link Slice}
   */
  record MarkedValue(
      String file,
      Position at,
      Hint.FluxMarker marker,
      String value,
      int mapping,
      List<Integer> scalars)
      implements Link {
    public MarkedValue {
      scalars = List.copyOf(scalars);
    }
  }

  /** That a document has what {@code fields} of the settings names. */
  record FieldMatch(String file, Position at, FieldRule rule) implements Link {}

  /**
   * An object in which another tool's user wrote a policy.
   *
   * @param namespace null when the object says none
   * @param fields its scalars under {@code spec} and {@code metadata}, by path, an empty map as an
   *     empty text: {@code spec.policy.semver.range}, {@code
   *     spec.applicationRefs[0].images[1].alias}, {@code metadata.annotations.keel.sh/policy}
   */
  record ForeignObject(
      String file,
      Position at,
      String apiVersion,
      String kind,
      @Nullable String namespace,
      String name,
      Map<String, String> fields)
      implements Link {
    /**
     * Kind of what is no object: the block {@code keel} of a chart's values. Its fields are {@code
     * policy}, {@code matchTag}, {@code matchPreRelease} and {@code images[0]}, the normalised
     * names of the images that its paths lead to.
     */
    public static final String KEEL_VALUES = "keel";

    public ForeignObject {
      fields = Map.copyOf(fields);
    }
  }
}
