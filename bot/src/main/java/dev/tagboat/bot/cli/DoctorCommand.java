package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.AccessProbe;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubAccess;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.registry.PushRights;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.registry.StoredLogins;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
    List<Finding> findings = new ArrayList<>();
    if (settings.credentials() instanceof Credentials.App app) {
      findings.add(keyFile(app.privateKeyFile()));
    }
    console().progress("asking " + settings.apiUrl().getHost());
    findings.addAll(access(settings, url != null));
    return findings;
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

  private List<Finding> access(GitHubSettings settings, boolean atRepository) {
    try {
      GitHubAccess access =
          atRepository
              ? AccessProbe.look(settings, HttpClients.shared(), context().clock(), branch)
              : AccessProbe.look(settings, HttpClients.shared(), context().clock());
      boolean inWorkflow = "true".equals(context().env().get("GITHUB_ACTIONS"));
      return GitHubDoctor.judge(access, inWorkflow, context().clock().instant());
    } catch (Fault e) {
      return List.of(
          Finding.unknown(
              GitHubDoctor.COMPONENT,
              "credentials",
              String.valueOf(e.getMessage()),
              "Mend what it names, then ask again."));
    }
  }

  private static Finding keyFile(Path file) {
    String what = "private key";
    Set<PosixFilePermission> open =
        EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    try {
      open.retainAll(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.unknown(
          GitHubDoctor.COMPONENT,
          what,
          "Who may read the private key's file cannot be seen.",
          "Check that only the bot can.");
    }
    return open.isEmpty()
        ? Finding.ok(GitHubDoctor.COMPONENT, what, "The key's file is closed to others.")
        : Finding.warning(
            GitHubDoctor.COMPONENT,
            what,
            "Everybody on this machine may read the App's private key.",
            "chmod 600 the file.");
  }

  private void print(List<Finding> findings) {
    if (json()) {
      JsonRow.print(console(), findings.stream().map(Finding::row).toList());
      return;
    }
    for (Finding finding : findings) {
      String status = String.format("%-9s", finding.status().key());
      String line = finding.component() + ": " + finding.what() + ": " + finding.sentence();
      console()
          .out()
          .print(console().paint(finding.status().colour(), status) + Printable.plain(line) + "\n");
      if (!finding.advice().isEmpty()) {
        console().out().print(" ".repeat(9) + "-> " + finding.advice() + "\n");
      }
    }
  }
}
