package dev.tagboat.bot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A random config repo, full of files that mean something only with each other, and changes to it.
 */
final class LinkedTree {
  private static final int APPS = 9;
  private static final int FILES = 90;

  private static final List<String> DIRECTORIES =
      List.of("base", "over", "over/prod", "comp", "chart", "chart/values", "compose", "flux");

  private static final List<String> IMAGES =
      List.of("ghcr.io/acme/one", "ghcr.io/acme/two", "nginx", "quay.io/acme/three");

  private final Path root;
  private final Random random;
  private final List<String> edits = new ArrayList<>();

  LinkedTree(Path root, Random random) {
    this.root = root;
    this.random = random;
  }

  /** What was done, for whoever wants to know why something failed. */
  List<String> edits() {
    return edits;
  }

  void fill() throws IOException {
    for (int i = 0; i < FILES; i++) {
      add();
    }
  }

  /** One to three changes. */
  void change() throws IOException {
    for (int i = random.nextInt(3); i >= 0; i--) {
      switch (random.nextInt(10)) {
        case 0, 1 -> add();
        case 2 -> remove();
        case 3 -> rename();
        case 4 -> append();
        case 5 -> settings();
        default -> retag();
      }
    }
  }

  private void add() throws IOException {
    String app = app();
    String directory = random.nextInt(12) == 0 ? "" : app + "/" + pick(DIRECTORIES) + "/";
    int kind = random.nextInt(24);
    if (kind < 4) {
      write(directory + pick(List.of("web.yaml", "job.yaml")), deployment());
    } else if (kind < 9) {
      String where = pick(List.of("base", "over", "over", "over/prod", "comp"));
      String name = random.nextInt(9) == 0 ? "Kustomization" : "kustomization.yaml";
      write(app + "/" + where + "/" + name, kustomization(where));
    } else if (kind < 14) {
      chart(app + "/chart/");
    } else if (kind < 17) {
      compose(app + "/compose/");
    } else if (kind < 21) {
      other(directory);
    } else {
      policies(app + "/flux/");
    }
  }

  private void chart(String directory) throws IOException {
    switch (random.nextInt(8)) {
      case 0 -> write(directory + "Chart.yaml", "name: web\nappVersion: " + tag() + "\n");
      case 5 -> write(directory + inner() + "values.yaml", image(image()));
      case 6 ->
          write(
              directory + inner() + "Chart.yaml",
              "name: web\ndependencies:\n  - {name: "
                  + pick(List.of("a", "b"))
                  + pick(List.of("", ", alias: c", ", repository: 'file://../../chart'"))
                  + "}\n");
      case 7 -> write(directory + pick(List.of("values.yaml", "values/eu.yaml")), umbrella());
      case 1 ->
          write(
              directory + pick(List.of("values.yaml", "values-prod.yaml")),
              "image:\n  repository: "
                  + image()
                  + "\n  tag: \"\"\nkeel: {policy: minor,"
                  + " images: [{repository: image.repository, tag: image.tag}]}\n");
      case 2 -> write(directory + pick(List.of("values.yaml", "values-b.yaml")), image(image()));
      default ->
          write(
              directory + pick(List.of("values-prod.yaml", "values/prod.yaml", "values/b.yaml")),
              pick(List.of("image:\n  tag: ", "sideTag: ")) + tag() + "\n");
    }
  }

  private String image(String name) {
    String side = pick(List.of("", "sideImage: acme/side\nsideTag: " + tag() + "\n"));
    return "image: {repository: " + name + ", tag: " + tag() + digest() + "}\n" + side;
  }

  /** Of charts in a chart. */
  private String inner() {
    return pick(List.of("", "charts/a/", "charts/a/charts/b/", "charts/b/"));
  }

  /** Values of a chart for those in it. */
  private String umbrella() {
    String tag = "image: {tag: " + tag() + "}";
    return pick(List.of("", "global: {imageRegistry: eu.example.com}\n"))
        + pick(List.of("a: {%s}\n", "b: {%s}\n", "a: {b: {%s}}\n", "c: {b: {%s}}\n"))
            .formatted(pick(List.of(tag, "sideTag: " + tag())));
  }

  private String digest() {
    return random.nextInt(5) == 0 ? ", digest: 'sha256:" + "a".repeat(64) + "'" : "";
  }

  private void compose(String directory) throws IOException {
    if (random.nextBoolean()) {
      write(directory + ".env", "TAG=" + tag() + "\nNAME=" + image() + "\n");
    } else {
      String text = pick(List.of(image() + ":${TAG:-" + tag() + "}", "${NAME}:" + tag(), "x:$TAG"));
      write(directory + "compose.yaml", "services:\n  web:\n    image: " + text + "\n");
    }
  }

  private void policies(String directory) throws IOException {
    String meta = "metadata: {name: " + pick(List.of("app", "other")) + ", namespace: flux}\n";
    switch (random.nextInt(5)) {
      case 0 ->
          write(
              directory + "policy.yaml",
              "apiVersion: image.toolkit.fluxcd.io/v1beta2\nkind: ImagePolicy\n"
                  + meta
                  + "spec: {imageRepositoryRef: {name: app}, policy: {semver: {range: '^"
                  + tag()
                  + "'}}}\n");
      case 1 ->
          write(
              directory + "repository.yaml",
              "apiVersion: image.toolkit.fluxcd.io/v1beta2\nkind: ImageRepository\n"
                  + meta
                  + "spec: {image: "
                  + image()
                  + "}\n");
      case 2 ->
          write(
              directory + "application.yaml",
              "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: app\n"
                  + "  annotations: {argocd-image-updater.argoproj.io/image-list: '"
                  + image()
                  + ":~1', argocd-image-updater.argoproj.io/update-strategy: semver}\n"
                  + "spec: {source: {path: "
                  + app()
                  + "}}\n");
      case 3 ->
          write(
              directory + "updater.yaml",
              "apiVersion: argocd-image-updater.argoproj.io/v1alpha1\nkind: ImageUpdater\n"
                  + "metadata: {name: all}\nspec: {applicationRefs: [{namePattern: '*', images:"
                  + " [{alias: a, imageName: "
                  + image()
                  + "}]}]}\n");
      default ->
          write(
              directory + "marked.yaml",
              "some:\n  version: " + tag() + " # {\"$imagepolicy\": \"flux:app:tag\"}\n");
    }
  }

  private void other(String directory) throws IOException {
    switch (random.nextInt(6)) {
      case 0 -> write(directory + "broken.yaml", "a: [1\nb: " + tag());
      case 1 -> write(directory + "templates/x.yaml", "image: {{ .Values.image }}:" + tag());
      case 2 -> write(directory + "note.txt", "image: nginx:" + tag());
      case 3 ->
          write(directory + "custom.yaml", "kind: Mine\nimg: " + image() + ":" + tag() + "\n");
      case 4 -> write(directory + ".git", "gitdir: elsewhere\n");
      default ->
          write(
              directory + "patch.yaml",
              deployment().replace("kind: Deployment", "# tagboat: nonsense ^\nkind: Deployment"));
    }
  }

  private String deployment() {
    String said = pick(List.of("", "", " # tagboat: semver ^1", " # tagboat: perhaps ^1"));
    String keel = pick(List.of("", "", "  annotations: {keel.sh/policy: minor}\n"));
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n"
        + keel
        + "spec:\n  template:\n    spec:\n      containers:\n        - name: main\n          image: "
        + image()
        + ":"
        + tag()
        + said
        + "\n        - name: side\n          image: "
        + image()
        + ":"
        + tag()
        + " # {\"$imagepolicy\": \"flux:"
        + pick(List.of("app", "other", "none"))
        + "\"}\n";
  }

  private String kustomization(String where) {
    boolean component = where.equals("comp");
    String up = where.equals("over/prod") ? "../../" : "../";
    StringBuilder text = new StringBuilder("apiVersion: kustomize.config.k8s.io/v1");
    text.append(component ? "alpha1\nkind: Component\n" : "beta1\nkind: Kustomization\n");
    if (!component) {
      String far = random.nextInt(8) == 0 ? "../" + up + app() + "/base" : up + "base";
      String from = where.equals("base") ? "web.yaml, job.yaml" : far + ", web.yaml";
      text.append("resources: [").append(from).append("]\n");
      text.append(random.nextInt(3) == 0 ? "components: [" + up + "comp]\n" : "");
    }
    if (random.nextInt(4) == 0) {
      text.append("patches: [{path: patch.yaml, target: {kind: Deployment, name: web}}]\n");
    }
    if (random.nextInt(4) > 0) {
      String name = random.nextInt(6) == 0 ? image() + ":" + tag() : image();
      text.append("images:\n  - name: ").append(name).append("\n");
      text.append(pick(List.of("", "    newTag: " + tag() + "\n", "    newName: nginx\n")));
    }
    return text.toString();
  }

  private void remove() throws IOException {
    Path file = any();
    edits.add("remove " + file);
    Files.delete(file);
  }

  private void rename() throws IOException {
    Path file = any();
    Path to = any().resolveSibling(file.getFileName());
    edits.add("rename " + file + " to " + to);
    if (!Files.exists(to)) {
      Files.move(file, to);
    }
  }

  private void append() throws IOException {
    Path file = any();
    edits.add("append to " + file);
    Files.writeString(file, Files.readString(file) + "\n# nothing\n");
  }

  private void retag() throws IOException {
    Path file = any();
    edits.add("retag " + file);
    Files.writeString(file, Files.readString(file).replaceAll("1\\.[0-9]\\b", tag()));
  }

  private void settings() throws IOException {
    write(
        ".tagboat.yaml",
        pick(
            List.of(
                "version: 1\n",
                "images: [{name: nginx, policy: never}]\n",
                "images: [{name: 'ghcr.io/acme/*', policy: semver, range: ^1}]\n",
                "scan: {fields: [{kind: Mine, path: img}, {kind: None, path: img}]}\n",
                "scan: {exclude: ['app1/**', '**/comp/**']}\n",
                "scan: {include: ['**/over/**', '**/flux/*', '**/values-prod.yaml']}\n",
                "scan: {include: ['**/kustomization.yaml', '**/web.yaml', '**/compose.yaml']}\n")));
  }

  private Path any() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.endsWith(".tagboat.yaml"))
              .sorted()
              .toList();
      return pick(files);
    }
  }

  private void write(String path, String text) throws IOException {
    edits.add("write " + path);
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String app() {
    return "app" + random.nextInt(APPS);
  }

  private String image() {
    return pick(IMAGES);
  }

  private String tag() {
    return "1." + random.nextInt(10);
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
