package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.policy.ArgoRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image that Argo CD Image Updater is to follow, how, and where in a chart's values it stands.
 */
public record UpdaterImage(ImageName image, ArgoRule rule, Keys keys) {
  private static final String PREFIX = "argocd-image-updater.argoproj.io/";

  /** The annotation that lists the images. */
  public static final String LIST = PREFIX + "image-list";

  static final String TARGET = PREFIX + "write-back-target";
  static final String METHOD = PREFIX + "write-back-method";

  /**
   * Ways to values, with dots between the keys.
   *
   * @param spec of a whole reference, which wins over the other two; null when there is none
   */
  record Keys(String name, String tag, @Nullable String spec) {
    static Keys of(@Nullable String name, @Nullable String tag, @Nullable String spec) {
      return new Keys(
          name == null || name.isBlank() ? "image.name" : name.strip(),
          tag == null || tag.isBlank() ? "image.tag" : tag.strip(),
          spec == null || spec.isBlank() ? null : spec.strip());
    }
  }

  /** {@code [ALIAS=]NAME[:CONSTRAINT]}. */
  private record Spec(@Nullable String alias, ImageName image, @Nullable String constraint) {
    static Optional<Spec> parse(String text) {
      int equals = text.indexOf('=');
      // A constraint such as >=1.2 also has one, but behind a colon.
      int first = text.indexOf(':');
      boolean aliased = equals > 0 && (first < 0 || equals < first);
      String alias = aliased ? text.substring(0, equals).strip() : null;
      String rest = aliased ? text.substring(equals + 1).strip() : text;
      int end = colon(rest);
      String name = end < 0 ? rest : rest.substring(0, end);
      String constraint = end < 0 ? null : rest.substring(end + 1).strip();
      return ImageName.parse(name).map(image -> new Spec(alias, image, constraint));
    }

    // A colon before the last slash belongs to the registry's port.
    private static int colon(String text) {
      return text.indexOf(':', text.lastIndexOf('/') + 1);
    }
  }

  /**
   * Those that the annotations of an Application list; none that is no image name.
   *
   * @param annotations by their full keys
   */
  public static List<UpdaterImage> ofAnnotations(Map<String, String> annotations) {
    List<UpdaterImage> all = new ArrayList<>();
    for (String text : split(annotations.getOrDefault(LIST, ""))) {
      Spec.parse(text)
          .ifPresent(
              spec -> {
                Settings settings = new Settings(annotations, spec.alias());
                ArgoRule rule =
                    new ArgoRule(
                        settings.get("update-strategy"),
                        spec.constraint(),
                        settings.get("allow-tags"),
                        split(settings.get("ignore-tags")),
                        split(settings.get("platforms")));
                all.add(new UpdaterImage(spec.image(), rule, settings.keys()));
              });
    }
    return all;
  }

  /** What is said of one image, else of all of the Application. */
  private record Settings(Map<String, String> annotations, @Nullable String alias) {
    @Nullable String get(String option) {
      String common = annotations.get(PREFIX + option);
      return alias == null ? common : annotations.getOrDefault(own(alias, option), common);
    }

    Keys keys() {
      return alias == null
          ? Keys.of(null, null, null)
          : Keys.of(
              annotations.get(own(alias, "helm.image-name")),
              annotations.get(own(alias, "helm.image-tag")),
              annotations.get(own(alias, "helm.image-spec")));
    }

    private static String own(String alias, String option) {
      return PREFIX + alias.replace('/', '_') + "." + option;
    }
  }

  private static List<String> split(@Nullable String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
  }

  /**
   * Those of a reference to applications in an {@code ImageUpdater}.
   *
   * @param fields of the object
   * @param reference path of the reference
   */
  static List<UpdaterImage> ofReference(Map<String, String> fields, String reference) {
    List<UpdaterImage> all = new ArrayList<>();
    for (String item : ObjectFields.items(fields, reference + ".images")) {
      Inherited settings = new Inherited(fields, List.of(item, reference, "spec"));
      Spec.parse(fields.getOrDefault(item + ".imageName", ""))
          .ifPresent(
              spec ->
                  all.add(
                      new UpdaterImage(
                          spec.image(),
                          new ArgoRule(
                              settings.get("updateStrategy"),
                              spec.constraint(),
                              settings.get("allowTags"),
                              settings.list("ignoreTags"),
                              settings.list("platforms")),
                          keys(fields, item + ".manifestTargets.helm."))));
    }
    return all;
  }

  private static Keys keys(Map<String, String> fields, String helm) {
    return Keys.of(fields.get(helm + "name"), fields.get(helm + "tag"), fields.get(helm + "spec"));
  }

  /**
   * {@code commonUpdateSettings} of the image, else of the reference, else of the whole.
   *
   * @param places the nearest first
   */
  private record Inherited(Map<String, String> fields, List<String> places) {
    @Nullable String get(String option) {
      return places.stream()
          .map(place -> fields.get(place + ".commonUpdateSettings." + option))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }

    List<String> list(String option) {
      return places.stream()
          .map(place -> ObjectFields.list(fields, place + ".commonUpdateSettings." + option))
          .filter(list -> !list.isEmpty())
          .findFirst()
          .orElse(List.of());
    }
  }
}
