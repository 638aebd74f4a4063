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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registry and a forge of its own on this machine, to run commands against once. */
public final class Rehearsal implements AutoCloseable {
  private static final String TOKEN = "training";

  private final EmbeddedRegistry registry;
  private final EmbeddedForge forge;

  private Rehearsal(EmbeddedRegistry registry, EmbeddedForge forge) {
    this.registry = registry;
    this.forge = forge;
  }

  /**
   * @param directory to keep it all in
   */
  public static Rehearsal start(Path directory) throws IOException {
    Rehearsal rehearsal =
        new Rehearsal(
            EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC()),
            EmbeddedForge.start(
                ForgeConfig.in(directory.resolve("forge"))
                    .withToken(ForgeToken.forBot(TOKEN, "tagboat"))));
    rehearsal.fill();
    return rehearsal;
  }

  private void fill() throws IOException {
    for (String version : List.of("1.4.1", "1.4.2")) {
      Tag tag = Tag.parse(version).orElseThrow();
      DemoImage.of(tag).push(name(), tag);
    }
    forge.addRepository("acme", "config");
    Map<String, byte[]> bytes = new HashMap<>();
    files().forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    forge.commit("acme", "config", "main", "ada", "Add the config", bytes);
  }

  private ImageName name() {
    return ImageName.of(registry.host(), "acme/web").orElseThrow();
  }

  /** What was pushed last. */
  public String image() {
    return name() + ":1.4.2";
  }

  /** Where the config repo is cloned from. */
  public String url() {
    return forge.cloneUrl("acme", "config").toString();
  }

  public String apiUrl() {
    return forge.apiUrl().toString();
  }

  public String token() {
    return TOKEN;
  }

  /** The files of the config repo. */
  Map<String, String> files() {
    String image = name().toString();
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

  @Override
  public void close() {
    registry.close();
    forge.close();
  }
}
