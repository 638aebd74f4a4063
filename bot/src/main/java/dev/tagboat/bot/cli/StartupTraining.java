package dev.tagboat.bot.cli;

import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.embedded.DemoImage;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs each command once, against servers of its own on this machine, so that a JVM that is told to
 * ({@code -XX:DumpLoadedClassList}) learns which classes they take. The launcher's {@code
 * --archive} makes its archive of classes from that. Argument: an empty directory to work in.
 */
final class StartupTraining {
  private static final String TOKEN = "training";

  private final Path directory;
  private final Map<String, String> env = new HashMap<>();

  private StartupTraining(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) throws IOException {
    new StartupTraining(Path.of(args[0])).run();
    // Servers and connection pools have threads of their own.
    System.exit(0);
  }

  private void run() throws IOException {
    EmbeddedRegistryOptions options = EmbeddedRegistryOptions.temporary();
    ForgeConfig settings =
        ForgeConfig.in(directory.resolve("forge")).withToken(ForgeToken.forBot(TOKEN, "tagboat"));
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(options, Clock.systemUTC());
        EmbeddedForge forge = EmbeddedForge.start(settings)) {
      ImageName image = ImageName.of(registry.host(), "acme/web").orElseThrow();
      for (String version : List.of("1.4.1", "1.4.2")) {
        Tag tag = Tag.parse(version).orElseThrow();
        DemoImage.of(tag).push(image, tag);
      }
      env.put("GITHUB_TOKEN", TOKEN);
      env.put("GITHUB_API_URL", forge.apiUrl().toString());
      env.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
      forge.addRepository("acme", "config");
      Map<String, String> files = files(image.toString());
      Map<String, byte[]> bytes = new HashMap<>();
      files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
      forge.commit("acme", "config", "main", "ada", "Add the config", bytes);
      commands(image.toString(), write(files), forge.cloneUrl("acme", "config").toString());
    }
  }

  private static Map<String, String> files(String image) {
    return Map.of(
        ".tagboat.yaml",
        "version: 1\nimages:\n  - { name: \"**\", policy: semver, range: \"^1.4\", ignore: rc }\n",
        "web.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n"
            + "    spec:\n      containers:\n        - name: web\n          image: \""
            + image
            + ":1.4.1\"\n",
        "values.yaml",
        "image:\n  repository: " + image + "\n  tag: 1.4.1 # ours\n",
        "kustomization.yaml",
        "images:\n  - name: web\n    newName: " + image + "\n    newTag: 1.4.1\n");
  }

  private String write(Map<String, String> files) throws IOException {
    Path repo = Files.createDirectories(directory.resolve("repo"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(repo.resolve(file.getKey()), file.getValue());
    }
    return repo.toString();
  }

  private void commands(String image, String repo, String url) {
    String wanted = image + ":1.4.2";
    tagboat("--help");
    tagboat("--version");
    for (String format : List.of("table", "json")) {
      tagboat("scan", repo, "-o", format);
      tagboat("check", repo, "-o", format);
      tagboat("explain", wanted, "--dir", repo, "-o", format);
      tagboat("select", "--policy", "semver", "--range", "^1", "-o", format, "1.2.3", "1.3.0");
      tagboat("validate", repo, "-o", format);
      tagboat("propose", wanted, "--repo", url, "-o", format);
      tagboat("bump", wanted, "--dir", repo, "-o", format);
    }
  }

  private void tagboat(String... args) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    int code = Main.run(args, InputStream.nullInputStream(), nowhere, nowhere, env);
    System.out.println(String.join(" ", args) + ": " + code);
  }
}
