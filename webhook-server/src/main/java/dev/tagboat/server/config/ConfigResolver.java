package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Makes values of the file's entries, with all problems at once. */
final class ConfigResolver {
  private final SecretResolver secrets;
  private final Problems problems;
  private final String file;

  /**
   * @param problems what was found so far; more is added to it
   * @param file as messages name it
   */
  ConfigResolver(SecretResolver secrets, Problems problems, String file) {
    this.secrets = secrets;
    this.problems = problems;
    this.file = file;
  }

  /**
   * @throws UserFault with all problems, one a line
   */
  ServerConfig resolve(ConfigDocument document) {
    Listen listen =
        problems.attempt("listen", () -> Listen.parse(orElse(document.listen(), "127.0.0.1:8080")));
    secrets.reachable(listen == null || !listen.isLoopback());
    Path data = secrets.path(orElse(document.data(), "data"));
    DatabaseConfig database = database(document.database(), data);
    Map<String, Hook> hooks =
        each("hooks", document.hooks(), new HookResolver(secrets, problems)::hook);
    Map<String, RegistrySettings> registries =
        each("registries", document.registries(), this::registry);
    Map<String, Repository> repositories =
        each(
            "repositories",
            document.repositories(),
            new RepositoryResolver(secrets, problems)::repository);
    Front front =
        new FrontResolver(problems)
            .front(document.limits(), document.trustedProxies(), document.publicUrl());
    List<Poll> polls = polls(document.polls());
    Map<String, AlertChannel> alerts =
        each("alerts", document.alerts(), new AlertResolver(secrets, problems)::channel);
    Map<String, Cluster> clusters =
        each(
            "clusters",
            document.clusters(),
            new ClusterResolver(secrets, problems, repositories.values(), alerts.values())
                ::cluster);
    Secret admin = secrets.strong("admin-token", document.adminToken(), document.adminTokenFile());
    SignIn signIn = new SignInResolver(secrets, problems).signIn(document, front, listen);
    if (listen != null) {
      whole(listen, hooks, registries, repositories);
    }
    problems.refuse(file);
    return new ServerConfig(
        Objects.requireNonNull(listen),
        Objects.requireNonNull(database),
        List.copyOf(hooks.values()),
        List.copyOf(registries.values()),
        List.copyOf(repositories.values()),
        admin,
        signIn,
        front,
        data,
        polls,
        List.copyOf(clusters.values()),
        List.copyOf(alerts.values()),
        document.sigstore() == null ? null : secrets.path(document.sigstore().trustedRoot()));
  }

  private void whole(
      Listen listen,
      Map<String, Hook> hooks,
      Map<String, RegistrySettings> registries,
      Map<String, Repository> repositories) {
    Map<String, List<String>> paths =
        Map.of(
            "hooks", List.copyOf(hooks.keySet()),
            "registries", List.copyOf(registries.keySet()),
            "repositories", List.copyOf(repositories.keySet()));
    ServerConfig.conflicts(
        listen,
        List.copyOf(hooks.values()),
        List.copyOf(registries.values()),
        List.copyOf(repositories.values()),
        (list, i, why) -> problems.add(paths.getOrDefault(list, List.of()).get(i), why));
  }

  private List<Poll> polls(@Nullable List<ConfigDocument.PollEntry> entries) {
    PollResolver resolver = new PollResolver(problems);
    Map<ImageName, Poll> polls = new LinkedHashMap<>();
    for (int i = 0; entries != null && i < entries.size(); i++) {
      String at = "polls[" + i + "]";
      for (Poll poll : resolver.polls(at, entries.get(i))) {
        if (polls.putIfAbsent(poll.image(), poll) != null) {
          problems.add(at, "the image '" + poll.image() + "' is polled twice");
        }
      }
    }
    return List.copyOf(polls.values());
  }

  private @Nullable DatabaseConfig database(ConfigDocument.@Nullable Database entry, Path data) {
    if (entry == null) {
      return DatabaseConfig.sqlite(data.resolve("tagboat.db"));
    }
    Secret password = secrets.secret("database.password", entry.password(), entry.passwordFile());
    return problems.attempt(
        "database.url", () -> new DatabaseConfig(entry.url(), entry.username(), password));
  }

  private @Nullable RegistrySettings registry(String at, ConfigDocument.RegistryEntry entry) {
    int before = problems.count();
    Secret password = secrets.secret(at + ".password", entry.password(), entry.passwordFile());
    problems.attempt(at + ".host", () -> RegistrySettings.of(entry.host()));
    List<String> trusted = orElse(entry.trustedHosts(), List.<String>of());
    for (int i = 0; i < trusted.size(); i++) {
      String host = trusted.get(i);
      problems.attempt(at + ".trusted-hosts[" + i + "]", () -> RegistrySettings.of(host));
    }
    if (problems.count() > before) {
      return null;
    }
    return problems.attempt(
        at,
        () ->
            new RegistrySettings(
                entry.host(), entry.username(), password, entry.insecure(), trusted));
  }

  static List<ImagePattern> patterns(String at, @Nullable List<String> texts, Problems problems) {
    List<ImagePattern> patterns = new ArrayList<>();
    if (texts != null && texts.isEmpty()) {
      problems.add(
          at + ".images", "is empty; name images, such as registry.acme.io/acme/*, or '*'");
    }
    for (int i = 0; texts != null && i < texts.size(); i++) {
      String text = texts.get(i);
      ImagePattern pattern =
          problems.attempt(at + ".images[" + i + "]", () -> ImagePattern.parse(text));
      if (pattern != null) {
        patterns.add(pattern);
      }
    }
    return patterns;
  }

  static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** By path. An entry with a problem is left out: it cannot be compared with the others. */
  private <E, T> Map<String, T> each(
      String key, @Nullable List<E> entries, BiFunction<String, E, @Nullable T> make) {
    Map<String, T> values = new LinkedHashMap<>();
    for (int i = 0; entries != null && i < entries.size(); i++) {
      String at = key + "[" + i + "]";
      int before = problems.count();
      T value = make.apply(at, entries.get(i));
      if (value != null && problems.count() == before) {
        values.put(at, value);
      }
    }
    return values;
  }
}
