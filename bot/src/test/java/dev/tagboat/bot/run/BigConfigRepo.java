package dev.tagboat.bot.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tagboat.bot.git.TestGit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;

/**
 * The config repo of a large company, the same each time: 1,000 apps of 50 files each. Every file
 * of an app names it; the image stands in eight of them: a Deployment, a CronJob, and for each of
 * three environments a kustomization and a values file.
 */
final class BigConfigRepo {
  static final int APPS = 1_000;
  static final String OLD_TAG = "1.4.0";

  private static final List<String> BASE =
      List.of(
          "service",
          "ingress",
          "configmap",
          "hpa",
          "pdb",
          "networkpolicy",
          "serviceaccount",
          "role");
  private static final List<String> PER_ENVIRONMENT =
      List.of(
          "ingress",
          "configmap",
          "hpa",
          "quota",
          "secretstore",
          "patch",
          "alerts",
          "dashboard",
          "slo",
          "route");
  private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");

  private BigConfigRepo() {}

  static String name(int app) {
    return "app%04d-api".formatted(app);
  }

  static String image(int app) {
    return "registry.acme.example/team%02d/%s".formatted(app % 40, name(app));
  }

  /** What a bump of this app to {@code tag} leaves in the files that name its image. */
  static Map<String, byte[]> bumped(int app, String tag) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String directory = directory(app);
    put(files, directory + "/base/deployment.yaml", deployment(app, tag));
    put(files, directory + "/base/cronjob.yaml", cronJob(app, tag));
    for (String environment : ENVIRONMENTS) {
      put(files, directory + "/" + environment + "/kustomization.yaml", kustomization(app, tag));
      put(files, directory + "/" + environment + "/values.yaml", values(app, environment, tag));
    }
    return files;
  }

  /** A change by a person that has nothing to do with images. */
  static Map<String, byte[]> edited(int app, int edit) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String path = directory(app) + "/prod/configmap.yaml";
    put(files, path, other(app, "prod", "configmap") + "  EDIT: \"" + edit + "\"\n");
    return files;
  }

  /** Writes it all as one commit on {@code main} of a bare repository. */
  static void write(Path bare) throws IOException {
    // Or JGit's server packs everything again in the background, in the middle of a run.
    TestGit.run(bare, "config", "receive.autogc", "false");
    try (FileRepository repository = new FileRepository(bare.toFile());
        ObjectInserter inserter = repository.getObjectDatabase().newPackInserter()) {
      PersonIdent ann = new PersonIdent("Ann", "ann@acme.example", Instant.EPOCH, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(inserter));
      commit.setAuthor(ann);
      commit.setCommitter(ann);
      commit.setMessage("Everything\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate main = repository.updateRef("refs/heads/main");
      main.setNewObjectId(id);
      main.update();
    }
  }

  private static ObjectId tree(ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    // Each event opens a pull request of its own, of which more would wait by default.
    Map<String, byte[]> settings = new TreeMap<>();
    put(
        settings,
        ".tagboat.yaml",
        "version: 1\npull-requests: {max-open: 100000, per-hour: 100000}\n");
    add(settings, builder, inserter);
    for (int app = 0; app < APPS; app++) {
      add(files(app), builder, inserter);
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  private static void add(
      Map<String, byte[]> files, DirCacheBuilder builder, ObjectInserter inserter)
      throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
      builder.add(entry);
    }
  }

  private static Map<String, byte[]> files(int app) {
    Map<String, byte[]> files = new TreeMap<>(bumped(app, OLD_TAG));
    String directory = directory(app);
    put(files, directory + "/README.md", "# " + name(app) + "\n\nAsk the team before changes.\n");
    put(files, directory + "/owners.txt", "team" + app % 40 + "\n");
    put(files, directory + "/base/kustomization.yaml", "resources:\n  - deployment.yaml\n");
    put(files, directory + "/catalog-info.json", "{\"name\": \"" + name(app) + "\"}\n");
    BASE.forEach(kind -> put(files, directory + "/base/" + kind + ".yaml", other(app, "", kind)));
    for (String environment : ENVIRONMENTS) {
      for (String kind : PER_ENVIRONMENT) {
        String path = directory + "/" + environment + "/" + kind + ".yaml";
        put(files, path, other(app, environment, kind));
      }
    }
    return files;
  }

  private static void put(Map<String, byte[]> files, String path, String content) {
    files.put(path, content.getBytes(UTF_8));
  }

  private static String directory(int app) {
    return "apps/team%02d/%s".formatted(app % 40, name(app));
  }

  private static String deployment(int app, String tag) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %1$s
        spec:
          replicas: 3
          selector:
            matchLabels: {app: %1$s}
          template:
            metadata:
              labels: {app: %1$s}
            spec:
              containers:
                - name: %1$s
                  image: %2$s:%3$s
                  ports:
                    - containerPort: 8080
                - name: proxy
                  image: registry.acme.example/platform/proxy:2.1.7
        """
            .formatted(name(app), image(app), tag)
        + settings(app, "deployment", "          ");
  }

  private static String cronJob(int app, String tag) {
    return """
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: %1$s-cleanup
        spec:
          schedule: "17 3 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: cleanup
                      image: %2$s:%3$s
                      args: [cleanup]
        """
        .formatted(name(app), image(app), tag);
  }

  private static String kustomization(int app, String tag) {
    return """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - ../base
        images:
          - name: %s
            newTag: %s
        """
        .formatted(image(app), tag);
  }

  private static String values(int app, String environment, String tag) {
    return """
        # %s in %s
        image:
          repository: %s
          tag: "%s"
        env:
        """
            .formatted(name(app), environment, image(app), tag)
        + settings(app, environment, "  ");
  }

  private static String other(int app, String environment, String kind) {
    return """
        apiVersion: acme.example/v1
        kind: %2$s
        metadata:
          name: %1$s-%2$s
          labels: {app: %1$s, environment: "%3$s"}
        spec:
        """
            .formatted(name(app), kind, environment)
        + settings(app, environment + kind, "  ");
  }

  // Words of its own in every file, as real settings have.
  private static String settings(int app, String of, String indent) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      int value = (app + ":" + of + i).hashCode() >>> 1;
      text.append(indent).append("setting_").append(i).append(": \"v").append(value).append("\"\n");
    }
    return text.toString();
  }
}
