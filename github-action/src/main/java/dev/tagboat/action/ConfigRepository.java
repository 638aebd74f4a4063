package dev.tagboat.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which config repo is meant: the one that is named, the one that a folder of the workspace is a
 * checkout of, or else the repo that the workflow belongs to.
 *
 * @param url to clone it from
 * @param branch the one to change
 * @param isOnOurServer whether this job's own GitHub has it
 */
record ConfigRepository(String url, String branch, boolean isOnOurServer) {
  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][\\w.-]*/[\\w.-]+");
  private static final Pattern ORIGIN =
      Pattern.compile("\\[remote \"origin\"\\][^\\[]*?\\n\\s*url\\s*=\\s*(\\S+)");
  private static final int MAX_FILE = 10_000_000;

  static ConfigRepository of(Inputs inputs) {
    String server = inputs.variable("GITHUB_SERVER_URL").orElse("https://github.com");
    Optional<String> named = inputs.text(Input.CONFIG_REPOSITORY);
    Optional<String> path = inputs.text(Input.PATH);
    if (named.isPresent() && path.isPresent()) {
      throw new Stop("Give either config-repository or path, the folder of a checkout, not both.");
    }
    String url =
        named
            .map(text -> SLUG.matcher(text).matches() ? server + "/" + text + ".git" : text)
            .or(() -> path.map(folder -> origin(inputs, folder)))
            .or(() -> inputs.variable("GITHUB_REPOSITORY").map(own -> server + "/" + own + ".git"))
            .orElseThrow(() -> new Stop("Give the input config-repository, such as acme/config."));
    return new ConfigRepository(url, branch(inputs, url, server), isOn(server, url));
  }

  private static String branch(Inputs inputs, String url, String server) {
    Optional<String> base = inputs.text(Input.BASE);
    Optional<String> ref = inputs.text(Input.CONFIG_REF);
    if (base.isPresent() && ref.isPresent() && !base.equals(ref)) {
      throw new Stop("The inputs base and config-ref name different branches; they mean the same.");
    }
    String own = server + "/" + inputs.variable("GITHUB_REPOSITORY").orElse("");
    return base.or(() -> ref)
        .map(name -> name.replaceFirst("^refs/heads/", ""))
        .or(() -> bare(url).equals(bare(own)) ? defaultBranch(inputs) : Optional.empty())
        .orElse("main");
  }

  // Only of the repo that the workflow belongs to does the runner tell.
  private static Optional<String> defaultBranch(Inputs inputs) {
    Optional<Path> event = inputs.variable("GITHUB_EVENT_PATH").map(Path::of);
    if (event.isEmpty() || !Files.isRegularFile(event.get())) {
      return Optional.empty();
    }
    try {
      JsonNode payload = new ObjectMapper().readTree(event.get().toFile());
      return Optional.ofNullable(payload.path("repository").path("default_branch").textValue());
    } catch (IOException e) {
      throw new Stop("The runner's file " + event.get() + " cannot be read.", e);
    }
  }

  private static String bare(String url) {
    return url.toLowerCase(Locale.ROOT).replaceFirst("\\.git$", "");
  }

  private static boolean isOn(String server, String url) {
    try {
      String host = URI.create(server).getHost();
      return url.startsWith("git@" + host + ":")
          || String.valueOf(URI.create(url).getHost()).equals(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String origin(Inputs inputs, String folder) {
    try {
      Path config =
          Path.of(inputs.variable("GITHUB_WORKSPACE").orElse("."))
              .resolve(folder)
              .resolve(".git")
              .resolve("config");
      if (!Files.isRegularFile(config) || Files.size(config) > MAX_FILE) {
        throw new Stop("The input path: " + Printable.quote(folder) + " is no git checkout.");
      }
      Matcher matcher = ORIGIN.matcher(Files.readString(config));
      if (!matcher.find()) {
        throw new Stop("The input path: " + Printable.quote(folder) + " has no remote origin.");
      }
      return matcher.group(1);
    } catch (IOException | InvalidPathException e) {
      throw new Stop("The input path: " + Printable.quote(folder) + " cannot be read.", e);
    }
  }
}
