package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.git.Signing;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes values of the entries of {@code repositories}. */
final class RepositoryResolver {
  private final SecretResolver secrets;
  private final Problems problems;

  RepositoryResolver(SecretResolver secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  @Nullable Repository repository(String at, ConfigDocument.RepositoryEntry entry) {
    ConfigDocument.ForgeEntry given = entry.forge();
    URI url = problems.attempt(at + ".url", () -> cloneUrl(entry.url()));
    URI api = api(at + ".forge.api-url", given);
    if (url != null && given.type() == ForgeAccess.Type.GITHUB) {
      problems.attempt(at + ".url", () -> gitHubUrl(url, given.apiUrl() == null));
    }
    ForgeAccess forge = forge(at + ".forge", given, api);
    List<ImagePattern> images = ConfigResolver.patterns(at, entry.images(), problems);
    String branch = problems.attempt(at + ".branch", () -> branch(entry.branch()));
    if (url == null || forge == null || branch == null) {
      return null;
    }
    return new Repository(
        url,
        branch,
        forge,
        ConfigResolver.orElse(entry.commit(), Repository.CommitMode.AUTO),
        images,
        ssh(entry.ssh()),
        signing(at, entry));
  }

  private static String branch(@Nullable String text) {
    String name = ConfigResolver.orElse(text, "main");
    if (name.startsWith("refs/") || !JGitRepositories.isBranchName(name)) {
      throw new IllegalArgumentException(
          "no name of a branch, which is written without refs/heads/, such as 'main'");
    }
    return name;
  }

  private static URI gitHubUrl(URI url, boolean namesApi) {
    GitHubSettings.requireRepository(url);
    return namesApi ? GitHubSettings.apiUrl(url, null) : url;
  }

  private static URI cloneUrl(String text) {
    URI url = new GitRemote(GitRemote.parseUrl(text), null, null).url();
    if (url.getScheme().equals("file")) {
      throw new IllegalArgumentException(
          "a config repo of the server is on a forge: give its https: or ssh: URL, not file:");
    }
    return url;
  }

  private Repository.@Nullable Ssh ssh(ConfigDocument.@Nullable SshEntry entry) {
    return entry == null
        ? null
        : new Repository.Ssh(
            secrets.path(entry.privateKeyFile()), secrets.path(entry.knownHostsFile()));
  }

  private @Nullable Signing signing(String at, ConfigDocument.RepositoryEntry entry) {
    ConfigDocument.SigningEntry given = entry.signing();
    if (given == null) {
      return null;
    }
    if (entry.commit() == Repository.CommitMode.API) {
      problems.attempt(
          at + ".signing",
          () -> {
            throw new UserFault("signing is for commits that are pushed, not for 'commit: api'");
          });
    }
    String name = given.name() == null ? "Tagboat" : given.name();
    return new Signing(
        secrets.readable(at + ".signing.key-file", given.keyFile()),
        secrets.secret(at + ".signing.passphrase", given.passphrase(), given.passphraseFile()),
        new Identity(name, given.email()));
  }

  private @Nullable URI api(String path, ConfigDocument.ForgeEntry forge) {
    String text = forge.apiUrl();
    return text == null ? null : problems.attempt(path, () -> apiUrl(text, forge.type()));
  }

  private static URI apiUrl(String text, ForgeAccess.Type type) {
    URI api = parse(text);
    if (type == ForgeAccess.Type.GITHUB) {
      GitHubSettings.requireProtected(api);
    }
    return api;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The message of the exception quotes the whole text, which may hold a password.
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
  }

  private @Nullable ForgeAccess forge(
      String at, ConfigDocument.ForgeEntry entry, @Nullable URI api) {
    Secret token = secrets.secret(at + ".token", entry.token(), entry.tokenFile());
    String key = entry.privateKeyFile();
    Path keyFile = key == null ? null : secrets.readable(at + ".private-key-file", key);
    Secret webhook =
        secrets.secret(at + ".webhook-secret", entry.webhookSecret(), entry.webhookSecretFile());
    return problems.attempt(
        at,
        () ->
            new ForgeAccess(
                entry.type(),
                api,
                entry.username(),
                token,
                entry.appId(),
                keyFile,
                webhook,
                entry.flavour()));
  }
}
