package dev.tagboat.server;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.server.setup.AppFiles;
import dev.tagboat.server.setup.AppSetup;
import dev.tagboat.server.setup.AppWish;
import dev.tagboat.server.setup.RepositoryLines;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagboat-server setup github-app}. */
@Command(
    name = "github-app",
    description = {
      "Has you make a GitHub App with exactly the permissions that are needed, by GitHub's manifest",
      "flow; keeps its key and names it in the configuration. A browser has to be at hand; nothing",
      "that is there is overwritten, and no secret is shown."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the App is made and its key is kept, or --dry-run has shown what would be",
      "1:nobody made it within an hour, or its key could not be kept",
      "2:bad usage, or something stands in the way"
    },
    footer = {
      "",
      "Example:",
      "  tagboat-server setup github-app --org acme \\",
      "      --repo https://github.com/acme/config.git --url https://tagboat.acme.io"
    })
final class SetupGitHubAppCommand implements Callable<Integer> {
  // A code of GitHub's is good for an hour.
  private static final Duration PATIENCE = Duration.ofHours(1);

  @Option(
      names = "--repo",
      paramLabel = "URL",
      required = true,
      description = "The clone URL of the config repo: https://github.com/acme/config.git")
  private String repo = "";

  @Option(
      names = "--branch",
      paramLabel = "B",
      defaultValue = "main",
      description = "What pull requests go into. Default: ${DEFAULT-VALUE}")
  private String branch = "main";

  @Option(
      names = "--image",
      paramLabel = "PATTERN",
      defaultValue = "*",
      description = "Images that this repo is told of; repeatable. Default: all, *")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--org",
      paramLabel = "LOGIN",
      description = "The organisation whose App it shall be. Default: yourself")
  private @Nullable String organization;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The App's name, of which GitHub has but one. Default: tagboat-OWNER")
  private @Nullable String name;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "How GitHub reaches the server, for its events: https://tagboat.acme.io.",
        "Without it there are none, and open pull requests are looked at in turn"
      })
  private @Nullable String url;

  @Option(
      names = "--github-url",
      paramLabel = "URL",
      description = "An Enterprise Server, where the URL of the repo does not say it")
  private @Nullable String github;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration to write or to extend. Default: ${DEFAULT-VALUE}",
      defaultValue = "tagboat-server.yaml")
  private Path config = Path.of("tagboat-server.yaml");

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description = "Where key and webhook secret go. Default: secrets beside the configuration")
  private @Nullable Path secrets;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Of the page on 127.0.0.1. Default: any free one",
      defaultValue = "0")
  private int port;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write the page into this file, to open it on another machine")
  private @Nullable Path page;

  @Option(names = "--dry-run", description = "Only show the manifest and what would be written")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    URI clone = cloneUrl();
    AppWish wish = wish(clone);
    AppFiles files = files(clone, wish);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      files.check();
      out.println("Would post to " + wish.github() + ":");
      out.println(wish.manifest(URI.create("http://127.0.0.1/created")).toPrettyString());
      files.plan("ID", wish.hook() != null).forEach(out::println);
      out.flush();
      return 0;
    }
    AppSetup setup = new AppSetup(wish, files, out, spec.commandLine().getErr());
    return setup.run(port, page, System.in, PATIENCE) ? 0 : 1;
  }

  private URI cloneUrl() {
    if (port < 0 || port > 65535) {
      throw new UserFault("--port must be 0 to 65535.");
    }
    URI clone = new GitRemote(GitRemote.parseUrl(repo), null, null).url();
    if (!List.of("https", "http").contains(clone.getScheme())) {
      throw new UserFault("--repo must be the https: URL of the config repo: an App uses no SSH.");
    }
    GitHubSettings.requireRepository(clone);
    return clone;
  }

  private AppWish wish(URI clone) {
    URI site =
        github == null
            ? URI.create(clone.getScheme() + "://" + clone.getRawAuthority())
            : URI.create(HookUrl.trimmed("--github-url", github));
    String owner = clone.getPath().split("/", -1)[1];
    String base = url == null ? null : HookUrl.trimmed("--url", url);
    String whole = "tagboat-" + owner;
    return new AppWish(
        site,
        organization,
        name == null ? whole.substring(0, Math.min(34, whole.length())) : name,
        URI.create(clone.toString().replaceAll("\\.git$", "")),
        base == null ? null : URI.create(base + "/forge-events"));
  }

  private AppFiles files(URI clone, AppWish wish) {
    try {
      images.forEach(ImagePattern::parse);
    } catch (IllegalArgumentException e) {
      throw new UserFault("--image: " + e.getMessage(), e);
    }
    URI api = GitHubSettings.apiUrl(wish.github(), null);
    boolean told = api.equals(GitHubSettings.apiUrl(clone, null));
    String base = url == null ? null : HookUrl.trimmed("--url", url);
    Path folder = secrets == null ? config.resolveSibling("secrets") : secrets;
    return new AppFiles(
        config,
        folder,
        new RepositoryLines(clone.toString(), branch, told ? null : api.toString(), images, base));
  }
}
