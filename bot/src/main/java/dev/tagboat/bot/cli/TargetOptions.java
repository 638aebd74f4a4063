package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.run.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to propose, and as whom, from options and environment.
 *
 * @param repo the clone URL
 * @param apiUrl null when it is not given
 * @param mirror null when it is not given
 */
record TargetOptions(
    Context context,
    String repo,
    String branch,
    String forge,
    @Nullable String apiUrl,
    @Nullable String mirror) {

  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  /**
   * @throws BadInput when something is missing or wrong
   */
  Target target() {
    if (!JGitRepositories.isBranchName(branch)) {
      throw new BadInput("--branch: " + Printable.quote(branch) + " is not a valid branch name.");
    }
    try {
      URI url = GitRemote.parseUrl(repo);
      if (forge.equals("github")) {
        return gitHub(url);
      }
      if (forge.equals("git")) {
        PushOnlyForge pushOnly = new PushOnlyForge(PushOnlyForge.Flavour.NONE);
        return new Target(new GitRemote(url, gitLogin(), null), branch, pushOnly);
      }
    } catch (UserFault e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
    throw new BadInput("--forge must be github or git, not " + Printable.quote(forge) + ".");
  }

  private Target gitHub(URI url) {
    // The URL is checked before a token is asked for: what is wrong with it matters more.
    GitRemote bare = new GitRemote(url, null, null);
    GitHubSettings settings = GitHubSettings.of(url, api(), credentials());
    GitHubForge gitHub = GitHubForge.connect(settings, HttpClients.shared(), context.clock());
    return new Target(new GitRemote(bare.url(), gitHub.login(), null), branch, gitHub);
  }

  private @Nullable URI api() {
    String given = apiUrl == null ? env("GITHUB_API_URL") : apiUrl;
    if (given == null) {
      return null;
    }
    try {
      return new URI(given);
    } catch (URISyntaxException e) {
      // The message of the exception quotes the text, which may hold a password.
      throw new BadInput("the API's URL cannot be read: " + e.getReason() + ".", e);
    }
  }

  private Credentials credentials() {
    String app = env("TAGBOAT_APP_ID");
    String key = env("TAGBOAT_APP_PRIVATE_KEY_FILE");
    String token = env("GITHUB_TOKEN");
    if (app != null && key != null) {
      return new Credentials.App(appId(app), path("TAGBOAT_APP_PRIVATE_KEY_FILE", key));
    }
    if (app != null || key != null) {
      throw new BadInput(
          "A GitHub App needs both TAGBOAT_APP_ID and TAGBOAT_APP_PRIVATE_KEY_FILE.");
    }
    if (token == null) {
      throw new BadInput(
          "No credentials: set GITHUB_TOKEN, or TAGBOAT_APP_ID and"
              + " TAGBOAT_APP_PRIVATE_KEY_FILE.");
    }
    if (!TOKEN.matcher(token.strip()).matches()) {
      throw new BadInput("GITHUB_TOKEN is no token: it has spaces or line ends inside.");
    }
    return new Credentials.Token(Secret.of(token.strip()));
  }

  private static long appId(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new BadInput("TAGBOAT_APP_ID must be the number of the App.");
    }
    return Long.parseLong(text);
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

  /** Where mirrors are kept. */
  Path mirrors() {
    if (mirror != null) {
      return path("--mirror", mirror);
    }
    String cache = env("XDG_CACHE_HOME");
    // The specification of base directories ignores relative ones.
    Path base =
        cache != null && Path.of(cache).isAbsolute()
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home", "/"), ".cache");
    return base.resolve("tagboat");
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInput(name + " is not a path: " + e.getReason() + ".", e);
    }
  }

  private @Nullable String env(String name) {
    String value = context.env().get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
