package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes values of the file's entries, with all problems at once. */
final class ConfigResolver {
  private final List<String> problems = new ArrayList<>();
  private final SecretResolver secrets;

  ConfigResolver(Function<String, @Nullable String> environment, Path folder) {
    this.secrets = new SecretResolver(environment, folder, problems);
  }

  /**
   * @throws UserFault with all problems, one a line
   */
  ServerConfig resolve(ConfigDocument document) {
    Listen listen =
        attempt("listen", () -> Listen.parse(orElse(document.listen(), "127.0.0.1:8080")));
    Path data = secrets.path(orElse(document.data(), "data"));
    DatabaseConfig database = attempt("database", () -> database(document.database(), data));
    List<Hook> hooks = each("hooks", document.hooks(), this::hook);
    List<RegistrySettings> registries = each("registries", document.registries(), this::registry);
    List<Repository> repositories = each("repositories", document.repositories(), this::repository);
    Secret admin = secrets.secret("admin-token", document.adminToken(), document.adminTokenFile());
    if (listen == null || database == null || !problems.isEmpty()) {
      throw new UserFault(String.join("\n", problems));
    }
    return new ServerConfig(listen, database, hooks, registries, repositories, admin, data);
  }

  private DatabaseConfig database(ConfigDocument.@Nullable Database entry, Path data) {
    if (entry == null) {
      return DatabaseConfig.sqlite(data.resolve("tagboat.db"));
    }
    Secret password = secrets.secret("database.password", entry.password(), entry.passwordFile());
    return new DatabaseConfig(entry.url(), entry.username(), password);
  }

  private Hook hook(String at, ConfigDocument.HookEntry entry) {
    HookType type = HookType.parse(entry.type()).orElseThrow();
    List<@Nullable Secret> found = new ArrayList<>();
    for (String text : orElse(entry.secret(), List.<String>of())) {
      found.add(secrets.secret(at + ".secret", text, null));
    }
    for (String file : orElse(entry.secretFile(), List.<String>of())) {
      found.add(secrets.secret(at + ".secret", null, file));
    }
    AuthKind auth =
        entry.auth() == null ? type.defaultAuth() : AuthKind.parse(entry.auth()).orElseThrow();
    return new Hook(
        entry.name(),
        type,
        auth,
        found.stream().filter(Objects::nonNull).toList(),
        entry.registry(),
        patterns(orElse(entry.images(), List.<String>of())));
  }

  private RegistrySettings registry(String at, ConfigDocument.RegistryEntry entry) {
    Secret password = secrets.secret(at + ".password", entry.password(), entry.passwordFile());
    boolean missing =
        password == null && (entry.password() != null || entry.passwordFile() != null);
    // Reported already: without the user name it is not reported a second time.
    return new RegistrySettings(
        entry.host(),
        missing ? null : entry.username(),
        password,
        entry.insecure(),
        orElse(entry.trustedHosts(), List.<String>of()));
  }

  private Repository repository(String at, ConfigDocument.RepositoryEntry entry) {
    URI url = GitRemote.parseUrl(entry.url());
    ConfigDocument.SshEntry ssh = entry.ssh();
    return new Repository(
        url,
        orElse(entry.branch(), "main"),
        forge(at + ".forge", entry.forge()),
        orElse(entry.commit(), Repository.CommitMode.AUTO),
        patterns(entry.images()),
        ssh == null
            ? null
            : new Repository.Ssh(
                secrets.path(ssh.privateKeyFile()), secrets.path(ssh.knownHostsFile())));
  }

  private ForgeAccess forge(String at, ConfigDocument.ForgeEntry entry) {
    String api = entry.apiUrl();
    String key = entry.privateKeyFile();
    return new ForgeAccess(
        entry.type(),
        api == null ? null : URI.create(api),
        entry.username(),
        secrets.secret(at + ".token", entry.token(), entry.tokenFile()),
        entry.appId(),
        key == null ? null : secrets.readable(at + ".private-key-file", key),
        secrets.secret(at + ".webhook-secret", entry.webhookSecret(), entry.webhookSecretFile()),
        entry.flavour());
  }

  private static List<ImagePattern> patterns(List<String> texts) {
    return texts.stream().map(ImagePattern::parse).toList();
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private interface Entry<E, T> {
    T make(String at, E entry);
  }

  private <E, T> List<T> each(String key, @Nullable List<E> entries, Entry<E, T> make) {
    List<T> values = new ArrayList<>();
    if (entries != null) {
      for (int i = 0; i < entries.size(); i++) {
        String at = key + "[" + i + "]";
        E entry = entries.get(i);
        T value = attempt(at, () -> make.make(at, entry));
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private <T> @Nullable T attempt(String at, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException | UserFault e) {
      problems.add(at + ": " + e.getMessage());
      return null;
    }
  }
}
