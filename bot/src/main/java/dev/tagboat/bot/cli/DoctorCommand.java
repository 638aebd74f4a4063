package dev.tagboat.bot.cli;

import dev.tagboat.bot.doctor.ClusterDoctor;
import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.doctor.GitHubDoctor;
import dev.tagboat.bot.doctor.RegistryDoctor;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.registry.PushRights;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.registry.StoredLogins;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at the credentials that are in reach. */
@Command(
    name = "doctor",
    description = {
      "Tells what the credentials in reach can do, and what they should not. Changes nothing.",
      "Looks at the token or App for GitHub, at logins for registries, and for a cluster."
    },
    footer = {
      "",
      "Environment: GITHUB_TOKEN, or TAGBOAT_APP_ID and TAGBOAT_APP_PRIVATE_KEY_FILE;"
          + " GITHUB_API_URL.",
      "Exit code 1: a credential can do more than the bot needs.",
      "Example:",
      "  tagboat doctor --repo https://github.com/acme/config.git \\",
      "      --image ghcr.io/acme/app"
    })
final class DoctorCommand extends Step {
  @Option(
      names = "--repo",
      paramLabel = "URL",
      description = "the clone URL of the config repo: asks what may be done there, too")
  private @Nullable String repo;

  @Option(
      names = "--branch",
      paramLabel = "B",
      defaultValue = "main",
      description = "the branch that is to be protected (default: main)")
  private String branch = "main";

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      description = "GitHub's REST API (default: GITHUB_API_URL, else by the clone URL)")
  private @Nullable String apiUrl;

  @Option(
      names = "--image",
      paramLabel = "NAME",
      description = "asks the image's registry whether the login could push it; repeatable")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--registry",
      paramLabel = "HOST",
      description = "a registry that may be asked although it is at a private address; repeatable")
  private List<String> registries = new ArrayList<>();

  DoctorCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<ImageName> names = images.stream().map(DoctorCommand::name).toList();
    PushRights rights = rights();
    List<Finding> findings = new ArrayList<>(gitHub());
    console().progress("asking the registries");
    findings.addAll(
        new RegistryDoctor(rights)
            .look(names, StoredLogins.hosts(context().env(), context().home())));
    findings.addAll(new ClusterDoctor(context().env(), context().root(), context().home()).look());
    print(findings);
    return findings.stream().anyMatch(f -> f.status() == Finding.Status.TOO_MUCH)
        ? Exit.FAILED
        : Exit.OK;
  }

  private static ImageName name(String text) {
    return ImageName.parse(text)
        .orElseThrow(
            () ->
                new BadInput(
                    "--image: " + Printable.quote(text) + " is not an image name without a tag."));
  }

  private PushRights rights() {
    try {
      return PushRights.any(
          registries.stream().map(RegistrySettings::of).toList(),
          context().env(),
          context().home(),
          context().clock());
    } catch (IllegalArgumentException e) {
      throw new BadInput("--registry: " + e.getMessage() + ".", e);
    }
  }

  private List<Finding> gitHub() {
    GitHubOptions options = new GitHubOptions(context().env(), apiUrl);
    URI url = cloneUrl();
    requireProtected(options.api());
    if (!options.hasCredentials()) {
      return List.of(
          Finding.warning(
              GitHubDoctor.COMPONENT,
              "credentials",
              "There are none for GitHub, so propose cannot open pull requests.",
              "Set GITHUB_TOKEN, or TAGBOAT_APP_ID and TAGBOAT_APP_PRIVATE_KEY_FILE."));
    }
    GitHubSettings settings = settings(options, url);
    console().progress("asking " + settings.apiUrl().getHost());
    boolean inWorkflow = "true".equals(context().env().get("GITHUB_ACTIONS"));
    Clock clock = context().clock();
    String at = url == null ? null : branch;
    return GitHubDoctor.look(settings, at, inWorkflow, clock, new TokenLanes(clock));
  }

  private @Nullable URI cloneUrl() {
    if (!JGitRepositories.isBranchName(branch)) {
      throw new BadInput("--branch: " + Printable.quote(branch) + " is not a valid branch name.");
    }
    try {
      return repo == null ? null : new GitRemote(GitRemote.parseUrl(repo), null, null).url();
    } catch (UserFault e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireProtected(@Nullable URI api) {
    try {
      if (api != null) {
        GitHubSettings.requireProtected(api);
      }
    } catch (UserFault e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }

  private static GitHubSettings settings(GitHubOptions options, @Nullable URI url) {
    URI api = options.api();
    try {
      if (url != null) {
        return GitHubSettings.of(url, api, options.credentials());
      }
      URI asked = api == null ? URI.create("https://api.github.com") : api;
      return new GitHubSettings(asked, "", "", options.credentials(), Duration.ZERO);
    } catch (UserFault e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }

  private void print(List<Finding> findings) {
    if (json()) {
      JsonRow.print(console(), findings.stream().map(DoctorCommand::row).toList());
      return;
    }
    for (Finding finding : findings) {
      String status = String.format("%-9s", finding.status().key());
      String line = finding.component() + ": " + finding.what() + ": " + finding.sentence();
      console()
          .out()
          .print(console().paint(colour(finding.status()), status) + Printable.plain(line) + "\n");
      if (!finding.advice().isEmpty()) {
        console().out().print(" ".repeat(9) + "-> " + finding.advice() + "\n");
      }
    }
  }

  private static JsonRow row(Finding finding) {
    return new JsonRow()
        .with("component", finding.component())
        .with("what", finding.what())
        .with("status", finding.status().key())
        .with("sentence", finding.sentence())
        .with("advice", finding.advice().isEmpty() ? null : finding.advice());
  }

  private static Console.Colour colour(Finding.Status status) {
    return switch (status) {
      case OK -> Console.Colour.GREEN;
      case UNKNOWN, WARNING -> Console.Colour.CYAN;
      case TOO_MUCH -> Console.Colour.RED;
    };
  }
}
