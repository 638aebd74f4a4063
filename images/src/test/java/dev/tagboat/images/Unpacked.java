package dev.tagboat.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.registry.RealSkopeo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image as a cluster would have it: pulled from its registry, its layers one over the other, and
 * started by its own entrypoint as its own user, with a root that cannot be written to.
 *
 * @param config the image's configuration
 */
record Unpacked(Path root, JsonNode config) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT_FOLDER =
      "mount --bind \"$0\" \"$0\" && mount -t tmpfs -o mode=1777 tmpfs \"$0/tmp\""
          + " && mount --rbind /dev \"$0/dev\" && mount --rbind /proc \"$0/proc\""
          + " && mount -o remount,bind,ro \"$0\" && exec ";

  static Unpacked pull(String reference, Path directory) throws IOException, InterruptedException {
    Path image = directory.resolve("pulled");
    Path root = Files.createDirectory(directory.resolve("root"));
    RealSkopeo.copy("docker://" + reference, "dir:" + image);
    JsonNode manifest = JSON.readTree(image.resolve("manifest.json").toFile());
    for (JsonNode layer : manifest.path("layers")) {
      Path blob = image.resolve(hex(layer));
      Programs.run(directory, "tar", "-xzf", blob.toString(), "-C", root.toString());
    }
    JsonNode config = JSON.readTree(image.resolve(hex(manifest.path("config"))).toFile());
    return new Unpacked(root, config.path("config"));
  }

  private static String hex(JsonNode descriptor) {
    return descriptor.path("digest").asText().substring("sha256:".length());
  }

  String label(String name) {
    return config.path("Labels").path("org.opencontainers.image." + name).asText();
  }

  /** Its entrypoint with these arguments. */
  ProcessBuilder start(String... arguments) {
    boolean administrator = "root".equals(System.getProperty("user.name"));
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!administrator) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("sh", "-c"));
    String user = administrator ? "--userspec=" + config.path("User").asText() + " " : "";
    command.add(ROOT_FOLDER + "chroot " + user + "\"$0\" \"$@\"");
    command.add(root.toString());
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    for (JsonNode variable : config.path("Env")) {
      String[] pair = variable.asText().split("=", 2);
      String own = pair[0].equals("PATH") ? pair[1] + ":" + System.getenv("PATH") : pair[1];
      builder.environment().put(pair[0], own);
    }
    return builder;
  }

  String says(String... arguments) throws IOException, InterruptedException {
    return Programs.ended(start(arguments));
  }
}
