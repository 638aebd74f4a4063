package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ImagePolicy} and {@code ImageRepository} objects of Flux that a repo holds. Repos with
 * several clusters define the same name several times; what stands nearest to the file that asks
 * counts, by the directories that both paths begin with.
 *
 * <p>An overlay often holds a part of an object only, as a kustomize patch: without {@code
 * imageRepositoryRef}, or without {@code image}. It holds for the files in its directory and below;
 * what it leaves out, it takes from the whole object that stands nearest to it, as a JSON merge
 * patch (RFC 7386) does.
 */
public final class FluxPolicies {
  private static final String POLICY = "ImagePolicy";
  private static final String REPOSITORY = "ImageRepository";
  private static final String REFERENCE = "spec.imageRepositoryRef.name";
  private static final String IMAGE = "spec.image";

  private final List<Link.ForeignObject> policies;
  private final List<Link.ForeignObject> repositories;

  private FluxPolicies(List<Link.ForeignObject> policies, List<Link.ForeignObject> repositories) {
    this.policies = policies;
    this.repositories = repositories;
  }

  /**
   * @param objects of any kind
   */
  public static FluxPolicies of(List<Link.ForeignObject> objects) {
    return new FluxPolicies(
        objects.stream().filter(object -> object.kind().equals(POLICY)).toList(),
        objects.stream().filter(object -> object.kind().equals(REPOSITORY)).toList());
  }

  static boolean isOne(Link.ForeignObject object) {
    return object.kind().equals(POLICY) || object.kind().equals(REPOSITORY);
  }

  /** What a name leads to. */
  public sealed interface Lookup {}

  /**
   * @param image what {@code spec.image} of the repository says
   */
  public record Found(Link.ForeignObject policy, Link.ForeignObject repository, ImageName image)
      implements Lookup {}

  /**
   * @param sentence what is not there
   */
  public record Missing(String sentence) implements Lookup {}

  /**
   * Finds an ImagePolicy, its ImageRepository, and the image.
   *
   * @param namespace of the policy. Objects that name none match any: a kustomization sets theirs
   * @param file in which the policy is named
   */
  public Lookup find(String namespace, String name, String file) {
    Pick policy = pick(policies, POLICY, namespace, name, file);
    if (policy.object() == null) {
      return new Missing(policy.trouble());
    }
    Link.ForeignObject found = policy.object();
    String reference = found.fields().get(REFERENCE);
    if (reference == null) {
      return new Missing(title(found) + " names no ImageRepository");
    }
    @Nullable String own = found.fields().get("spec.imageRepositoryRef.namespace");
    String space = own == null ? Optional.ofNullable(found.namespace()).orElse(namespace) : own;
    Pick repository = pick(repositories, REPOSITORY, space, reference, found.file());
    if (repository.object() == null) {
      return new Missing(title(found) + " cannot be followed: " + repository.trouble());
    }
    Link.ForeignObject holder = repository.object();
    return ImageName.parse(holder.fields().getOrDefault(IMAGE, ""))
        .<Lookup>map(image -> new Found(found, holder, image))
        .orElseGet(() -> new Missing("spec.image of " + title(holder) + " is no image name"));
  }

  private record Pick(Link.@Nullable ForeignObject object, String trouble) {}

  private static Pick pick(
      List<Link.ForeignObject> objects, String kind, String namespace, String name, String file) {
    List<Link.ForeignObject> named = objects.stream().filter(o -> o.name().equals(name)).toList();
    List<Link.ForeignObject> all =
        named.stream()
            .filter(o -> o.namespace() == null || o.namespace().equals(namespace))
            .toList();
    String title = kind + " " + namespace + "/" + name;
    if (all.isEmpty()) {
      return new Pick(null, "there is no " + title + " in this repo" + elsewhere(named));
    }
    Pick nearest = nearest(all, title, file);
    return nearest.object() == null ? nearest : whole(nearest.object(), all, title, file);
  }

  private static Pick nearest(List<Link.ForeignObject> all, String title, String file) {
    Comparator<Link.ForeignObject> byNearness =
        Comparator.comparingInt((Link.ForeignObject o) -> -shared(o.file(), file))
            .thenComparing(o -> o.namespace() == null);
    Link.ForeignObject best = all.stream().min(byNearness).orElseThrow();
    List<Link.ForeignObject> equal =
        all.stream().filter(o -> byNearness.compare(o, best) == 0).toList();
    return equal.stream().allMatch(o -> o.fields().equals(best.fields()))
        ? new Pick(best, "")
        : new Pick(null, title + " is defined differently in " + places(equal));
  }

  /** The object itself; with what it leaves out, where it is a patch of another one. */
  private static Pick whole(
      Link.ForeignObject object, List<Link.ForeignObject> all, String title, String file) {
    String needed = object.kind().equals(POLICY) ? REFERENCE : IMAGE;
    List<Link.ForeignObject> bases =
        all.stream().filter(o -> o.fields().containsKey(needed)).toList();
    if (object.fields().containsKey(needed) || bases.isEmpty()) {
      return new Pick(object, "");
    }
    String directory = object.file().substring(0, object.file().lastIndexOf('/') + 1);
    if (!file.startsWith(directory)) {
      return new Pick(
          null,
          title
              + " is patched in "
              + places(List.of(object))
              + ", and nothing tells whether that holds here");
    }
    Pick base = nearest(bases, title, object.file());
    return base.object() == null ? base : new Pick(merged(base.object(), object), "");
  }

  private static Link.ForeignObject merged(Link.ForeignObject base, Link.ForeignObject patch) {
    Map<String, String> fields = new HashMap<>(base.fields());
    // A list is replaced as a whole.
    patch.fields().keySet().stream()
        .filter(key -> key.indexOf('[') > 0)
        .map(key -> key.substring(0, key.indexOf('[') + 1))
        .forEach(list -> fields.keySet().removeIf(key -> key.startsWith(list)));
    fields.putAll(patch.fields());
    return new Link.ForeignObject(
        patch.file(),
        patch.at(),
        patch.apiVersion(),
        patch.kind(),
        patch.namespace() == null ? base.namespace() : patch.namespace(),
        patch.name(),
        fields);
  }

  private static String elsewhere(List<Link.ForeignObject> named) {
    return named.isEmpty()
        ? ""
        : ", only one in namespace "
            + named.stream()
                .map(o -> String.valueOf(o.namespace()))
                .distinct()
                .collect(Collectors.joining(", "));
  }

  private static String places(List<Link.ForeignObject> objects) {
    return objects.stream().map(o -> o.file() + ":" + o.at()).collect(Collectors.joining(" and "));
  }

  /** How many directories two paths begin with together. */
  private static int shared(String a, String b) {
    String[] left = a.split("/", -1);
    String[] right = b.split("/", -1);
    int count = 0;
    while (count < Math.min(left.length, right.length) - 1 && left[count].equals(right[count])) {
      count++;
    }
    return count;
  }

  /** {@code ImagePolicy namespace/name}; without the namespace when the object names none. */
  public static String title(Link.ForeignObject object) {
    String space = object.namespace() == null ? "" : object.namespace() + "/";
    return object.kind() + " " + space + object.name();
  }
}
