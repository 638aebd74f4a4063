package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.git.Signing;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.run.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where to propose, and as whom, from options and environment.
 *
 * @param repo the clone URL
 * @param flavour null when it is not given
 * @param apiUrl null when it is not given
 * @param mirror null when it is not given
 */
record TargetOptions(
    Context context,
    String repo,
    String branch,
    String forge,
    @Nullable String flavour,
    String commit,
    @Nullable String apiUrl,
    @Nullable String mirror) {

  /**
   * @param rehearsing whether nothing is to be changed there, for which no credentials may be
   *     needed
   * @throws BadInput when something is missing or wrong
   */
  Target target(boolean rehearsing) {
    if (!JGitRepositories.isBranchName(branch)) {
      throw new BadInput("--branch: " + Printable.quote(branch) + " is not a valid branch name.");
    }
    try {
      URI url = GitRemote.parseUrl(repo);
      if (forge.equals("github")) {
        if (flavour != null) {
          throw new BadInput("--flavour needs --forge git.");
        }
        return gitHub(url, rehearsing);
      }
      if (forge.equals("git") && commit.equals("api")) {
        throw new BadInput("--commit api needs --forge github.");
      }
      if (forge.equals("git")) {
        PushOnlyForge pushOnly = new PushOnlyForge(understood());

        return new Target(
            new GitRemote(url, gitLogin(), null).signing(signing()), branch, pushOnly);
      }
    } catch (UserFault e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
    throw new BadInput("--forge must be github or git, not " + Printable.quote(forge) + ".");
  }

  private PushOnlyForge.Flavour understood() {
    String name = flavour == null ? "none" : flavour;
    return PushOnlyForge.Flavour.of(name)
        .orElseThrow(
            () ->
                new BadInput(
                    "--flavour must be none, gitlab, gitea or forgejo, not "
                        + Printable.quote(name)
                        + "."));
  }

  private Target gitHub(URI url, boolean rehearsing) {
    // The URL is checked before a token is asked for: what is wrong with it matters more.
    GitRemote bare = new GitRemote(url, null, null);
    GitHubOptions access = new GitHubOptions(context.env(), apiUrl);
    if (rehearsing && !access.hasCredentials()) {
      return new Target(bare, branch, new UnaskedForge());
    }
    GitHubSettings settings =
        GitHubSettings.of(url, access.api(), access.credentials()).with(mode());
    GitHubForge gitHub = GitHubForge.connect(settings, HttpClients.shared(), context.clock());

    return new Target(
        new GitRemote(bare.url(), pushLogin(gitHub), null).signing(signing()), branch, gitHub);
  }

  // A token that may push is perhaps not the one that may open pull requests.
  private Supplier<GitRemote.Login> pushLogin(GitHubForge gitHub) {
    String token = env("TAGBOAT_PUSH_TOKEN");
    if (token == null) {
      return gitHub.login();
    }
    if (commit.equals("api")) {
      throw new BadInput(
          "TAGBOAT_PUSH_TOKEN is for commits that are pushed, not for --commit api.");
    }
    GitRemote.Login login = new GitRemote.Login("x-access-token", Secret.of(token.strip()));
    return () -> login;
  }

  private GitHubSettings.CommitMode mode() {
    return switch (commit) {
      case "auto" -> GitHubSettings.CommitMode.AUTO;
      case "git" -> GitHubSettings.CommitMode.GIT;
      case "api" -> GitHubSettings.CommitMode.API;
      default ->
          throw new BadInput(
              "--commit must be auto, git or api, not " + Printable.quote(commit) + ".");
    };
  }

  // GitHub's token is for GitHub alone: another server gets what is named for it.
  private @Nullable Supplier<GitRemote.Login> gitLogin() {
    String password = env("TAGBOAT_GIT_PASSWORD");
    if (password == null) {
      return null;
    }
    String user = env("TAGBOAT_GIT_USERNAME");
    GitRemote.Login login = new GitRemote.Login(user == null ? "git" : user, Secret.of(password));
    return () -> login;
  }

  private @Nullable Signing signing() {
    String key = env("TAGBOAT_SIGNING_KEY_FILE");
    if (key == null) {
      return null;
    }
    String name = env("TAGBOAT_COMMITTER_NAME");
    String email = env("TAGBOAT_COMMITTER_EMAIL");
    if (commit.equals("api")) {
      throw new BadInput("--commit api cannot be signed with TAGBOAT_SIGNING_KEY_FILE.");
    }
    if (email == null) {
      throw new BadInput(
          "TAGBOAT_SIGNING_KEY_FILE needs TAGBOAT_COMMITTER_EMAIL, an address of the account that"
              + " the key belongs to.");
    }
    return new Signing(
        GitHubOptions.path("TAGBOAT_SIGNING_KEY_FILE", key),
        passphrase(),
        new Identity(name == null ? "Tagboat" : name, email));
  }

  private @Nullable Secret passphrase() {
    String given = env("TAGBOAT_SIGNING_PASSPHRASE");
    String file = env("TAGBOAT_SIGNING_PASSPHRASE_FILE");
    if (given != null && file != null) {
      throw new BadInput(
          "Set either TAGBOAT_SIGNING_PASSPHRASE or TAGBOAT_SIGNING_PASSPHRASE_FILE, not both.");
    }
    if (file == null) {
      return given == null ? null : Secret.of(given);
    }
    try {
      Path path = GitHubOptions.path("TAGBOAT_SIGNING_PASSPHRASE_FILE", file);
      return Secret.of(Files.readString(path).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInput(
          "TAGBOAT_SIGNING_PASSPHRASE_FILE: " + Printable.quote(file) + " cannot be read.", e);
    }
  }

  /** Where mirrors are kept. */
  Path mirrors() {
    if (mirror != null) {
      return GitHubOptions.path("--mirror", mirror);
    }
    return CacheDirectory.of(context.env());
  }

  private @Nullable String env(String name) {
    return GitHubOptions.value(context.env(), name);
  }
}
