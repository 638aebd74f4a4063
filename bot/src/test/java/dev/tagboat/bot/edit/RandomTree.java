package dev.tagboat.bot.edit;

import dev.tagboat.bot.edit.RandomYaml.Alias;
import dev.tagboat.bot.edit.RandomYaml.Anchored;
import dev.tagboat.bot.edit.RandomYaml.Inner;
import dev.tagboat.bot.edit.RandomYaml.Slot;
import dev.tagboat.bot.edit.RandomYaml.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A small repo with the image at random places of one kind.
 *
 * @param file the path of the file that changes
 * @param around the other files
 * @param old the tag to go back to; empty where the way back does not restore the text
 * @param tag the wanted tag
 * @param places how many sites there must be
 */
record RandomTree(
    Kind kind,
    String file,
    String before,
    String after,
    Map<String, String> around,
    String old,
    String tag,
    int places) {

  static final List<String> PLAIN =
      List.of(
          "a", "web", "1.10", "0755", "true", "~", "x/y:z", "Grüße", "🚢", "12:30", "a b  c", "-1");
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a: b",
          "# no",
          "it's",
          "say \"x\"",
          "🚢 {{ x }}",
          RandomYaml.DECOY,
          "\\",
          "- a",
          "é\\n",
          "long ".repeat(24) + "line");

  /** Where the image stands. */
  enum Kind {
    MANIFESTS,
    JSON,
    NUMBERS,
    KUSTOMIZE,
    NEW_TAG,
    TEXT_IN_TEXT,
    COMPOSE,
    ENV
  }

  static RandomTree of(long seed) {
    Random random = new Random(seed);
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return new Builder(random, kind == Kind.JSON).tree(kind);
  }

  /** Builds the trees. */
  private static final class Builder {
    private final Random random;
    private final RandomYaml yaml;
    private final boolean json;
    private int places;
    private int anchors;

    Builder(Random random, boolean json) {
      this.random = random;
      this.json = json;
      this.yaml = new RandomYaml(random, json);
    }

    RandomTree tree(Kind kind) {
      return switch (kind) {
        case MANIFESTS -> tree(kind, "m.yaml", this::pod, 1 + random.nextInt(2));
        case JSON -> tree(kind, "m.json", this::pod, 1);
        case NUMBERS -> withoutWayBack(kind, "values.yaml", this::values, "12.11");
        case KUSTOMIZE -> tree(kind, "kustomization.yaml", () -> kustomization(false), 1);
        case NEW_TAG ->
            withoutWayBack(kind, "kustomization.yaml", () -> kustomization(true), "1.2.4");
        case TEXT_IN_TEXT -> tree(kind, "texts.yaml", this::texts, 1);
        case COMPOSE -> tree(kind, "compose.yaml", this::compose, 1);
        case ENV -> env();
      };
    }

    private RandomTree tree(
        Kind kind, String file, Supplier<Map<String, Object>> root, int documents) {
      IntStream.range(0, documents).forEach(i -> yaml.document(i, root.get()));
      return built(kind, file, "1.2.3", "1.2.4");
    }

    private RandomTree withoutWayBack(
        Kind kind, String file, Supplier<Map<String, Object>> root, String tag) {
      yaml.document(0, root.get());
      return built(kind, file, "", tag);
    }

    private RandomTree built(Kind kind, String file, String old, String tag) {
      yaml.disguise();
      return new RandomTree(kind, file, yaml.before(), yaml.after(), Map.of(), old, tag, places);
    }

    private Object spot() {
      return spot("acme/app:", "");
    }

    private Object spot(String name, String rest) {
      places++;
      Spot spot = new Spot(name, "1.2.3", "1.2.4", rest, false);
      return random.nextInt(4) == 0 && !json ? new Anchored("a" + anchors++, spot) : spot;
    }

    private Map<String, Object> pod() {
      Map<String, Object> container = mapping(1);
      container.put("image", spot());
      container.put("z", node(1));
      Map<String, Object> other = mapping(1);
      other.put("image", "evil/" + RandomYaml.DECOY);
      Map<String, Object> spec = mapping(1);
      spec.put("initContainers", List.of(other));
      spec.put("containers", random.nextBoolean() ? List.of(container) : List.of(other, container));
      Map<String, Object> pod = new LinkedHashMap<>();
      pod.put("apiVersion", "v1");
      pod.put("metadata", node(2));
      pod.put("kind", "Pod");
      pod.put("spec", spec);
      pod.put("status", node(1));
      return pod;
    }

    private Map<String, Object> values() {
      Map<String, Object> root = mapping(2);
      root.put("image", image());
      root.put("nested", Map.of("x", List.of(Map.of("image", image()), node(2))));
      return root;
    }

    private Map<String, Object> image() {
      places++;
      Map<String, Object> image = mapping(1);
      image.put("repository", "acme/app");
      image.put("tag", new Spot("", "12.10", "12.11", "", true));
      return image;
    }

    private Map<String, Object> kustomization(boolean withoutTag) {
      List<Object> images = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (random.nextBoolean()) {
          entry.put("newName", "acme/other");
        }
        entry.put("name", "acme/app");
        if (entry.size() == 1 && withoutTag) {
          entry.put("name", new Slot("acme/app", "newTag", "1.2.4"));
          places++;
        } else if (entry.size() == 1) {
          entry.put("newTag", spot("", ""));
        }
        images.add(entry);
      }
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("x", node(2));
      root.put("images", images);
      root.put("y", node(1));
      return root;
    }

    private Map<String, Object> texts() {
      Map<String, Object> root = mapping(2);
      for (int i = random.nextInt(2); i >= 0; i--) {
        Builder inner = new Builder(random, false);
        int documents = 1 + random.nextInt(2);
        IntStream.range(0, documents).forEach(n -> inner.yaml.document(n, inner.pod()));
        places += inner.places;
        root.put("text" + i, new Inner(inner.yaml.before(), inner.yaml.after()));
        root.put("k" + i, node(1));
      }
      return root;
    }

    private Map<String, Object> compose() {
      Map<String, Object> base = mapping(1);
      base.put("image", spot());
      Map<String, Object> services = new LinkedHashMap<>();
      services.put("merged", merging(mapping(1)));
      services.put("web", service(spot("${A:-acme/app:", "}")));
      services.put("tag", service(spot("acme/app:${TAG-", "}")));
      services.put("text", service(new Anchored("text", new Spot("acme/app:", "1.2.3", "1.2.4"))));
      services.put("again", service(new Alias("text")));
      services.put("other", service("evil/" + RandomYaml.DECOY));
      places++;
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("x-base", new Anchored("base", base));
      root.put("services", services);
      root.put("volumes", node(1));
      return root;
    }

    private static Map<String, Object> merging(Map<String, Object> service) {
      service.put("<<", new Alias("base"));
      return service;
    }

    private Map<String, Object> service(Object image) {
      Map<String, Object> service = mapping(1);
      service.put("image", image);
      return service;
    }

    private RandomTree env() {
      RandomEnv env = new RandomEnv(random);
      return new RandomTree(
          Kind.ENV,
          ".env",
          env.before(),
          env.after(),
          Map.of("compose.yaml", env.compose()),
          "1.2.3",
          "1.2.4",
          env.places());
    }

    private Object node(int depth) {
      return switch (depth == 0 ? 0 : random.nextInt(4)) {
        case 1 -> mapping(depth);
        case 2 -> IntStream.range(0, random.nextInt(3)).mapToObj(i -> node(depth - 1)).toList();
        default -> pick(random.nextBoolean() ? PLAIN : TEXTS);
      };
    }

    private Map<String, Object> mapping(int depth) {
      Map<String, Object> mapping = new LinkedHashMap<>();
      int size = random.nextInt(3);
      for (int i = 0; i < size; i++) {
        mapping.put("k" + i + pick(List.of("", "-🚢", ".x", "/ü")), node(depth - 1));
      }
      return mapping;
    }

    private String pick(List<String> choices) {
      return choices.get(random.nextInt(choices.size()));
    }
  }
}
