package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All of the configuration, checked as a whole.
 *
 * @param adminToken what the API asks for; null is only of use on loopback
 * @param signIn how else people sign in to the pages
 * @param front how others reach the server, and what one sender may take
 * @param data where mirrors of config repos are kept
 * @param polls images that are looked at now and then, each once
 * @param clusters whose appliers report, each once
 * @param alerts where people are told of trouble in them
 * @param trustedRoot file of Sigstore's authorities; null for those of its public instance
 */
public record ServerConfig(
    Listen listen,
    DatabaseConfig database,
    List<Hook> hooks,
    List<RegistrySettings> registries,
    List<Repository> repositories,
    @Nullable Secret adminToken,
    SignIn signIn,
    Front front,
    Path data,
    List<Poll> polls,
    List<Cluster> clusters,
    List<AlertChannel> alerts,
    @Nullable Path trustedRoot) {

  /**
   * @throws UserFault with all problems that concern more than one entry, one a line
   */
  public ServerConfig {
    hooks = List.copyOf(hooks);
    registries = List.copyOf(registries);
    repositories = List.copyOf(repositories);
    polls = List.copyOf(polls);
    clusters = List.copyOf(clusters);
    alerts = List.copyOf(alerts);
    List<String> problems = new ArrayList<>();
    conflicts(listen, hooks, registries, repositories, (list, i, why) -> problems.add(why));
    if (!problems.isEmpty()) {
      throw new UserFault(String.join("\n", problems));
    }
  }

  /** With the usual limits, and without polls. */
  public ServerConfig(
      Listen listen,
      DatabaseConfig database,
      List<Hook> hooks,
      List<RegistrySettings> registries,
      List<Repository> repositories,
      @Nullable Secret adminToken,
      Path data) {
    this(listen, database, hooks, registries, repositories, adminToken, data, List.of());
  }

  /** With the usual limits. */
  public ServerConfig(
      Listen listen,
      DatabaseConfig database,
      List<Hook> hooks,
      List<RegistrySettings> registries,
      List<Repository> repositories,
      @Nullable Secret adminToken,
      Path data,
      List<Poll> polls) {
    this(
        listen, database, hooks, registries, repositories, adminToken, Front.STANDARD, data, polls);
  }

  /** Without clusters. */
  public ServerConfig(
      Listen listen,
      DatabaseConfig database,
      List<Hook> hooks,
      List<RegistrySettings> registries,
      List<Repository> repositories,
      @Nullable Secret adminToken,
      Front front,
      Path data,
      List<Poll> polls) {
    this(
        listen,
        database,
        hooks,
        registries,
        repositories,
        adminToken,
        SignIn.NONE,
        front,
        data,
        polls,
        List.of(),
        List.of(),
        null);
  }

  /** The same, with clusters. */
  public ServerConfig with(List<Cluster> reporting) {
    return with(reporting, alerts);
  }

  /** The same, with clusters and who is told of trouble in them. */
  public ServerConfig with(List<Cluster> reporting, List<AlertChannel> channels) {
    return new ServerConfig(
        listen,
        database,
        hooks,
        registries,
        repositories,
        adminToken,
        signIn,
        front,
        data,
        polls,
        reporting,
        channels,
        trustedRoot);
  }

  /** The same, with other ways to sign in. */
  public ServerConfig with(SignIn ways) {
    return new ServerConfig(
        listen,
        database,
        hooks,
        registries,
        repositories,
        adminToken,
        ways,
        front,
        data,
        polls,
        clusters,
        alerts,
        trustedRoot);
  }

  /** Is told of what concerns more than one entry. */
  interface Conflict {
    /**
     * @param list the key of the list
     * @param index of the entry
     */
    void found(String list, int index, String sentence);
  }

  static void conflicts(
      Listen listen,
      List<Hook> hooks,
      List<RegistrySettings> registries,
      List<Repository> repositories,
      Conflict conflict) {
    for (int i = 0; i < hooks.size(); i++) {
      if (!hooks.get(i).isGuarded() && !listen.isLoopback()) {
        conflict.found(
            "hooks",
            i,
            "hook '"
                + hooks.get(i).name()
                + "' has no secret, so anybody who reaches "
                + listen.host()
                + " could send events. Give it a secret, or listen on 127.0.0.1.");
      }
    }
    repeated(hooks.stream().map(Hook::name).toList(), "hooks", "hook", conflict);
    repeated(
        registries.stream().map(RegistrySettings::host).toList(),
        "registries",
        "registry",
        conflict);
    samePlace(repositories, conflict);
  }

  private static void repeated(List<String> names, String list, String what, Conflict conflict) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        conflict.found(list, i, "the " + what + " '" + names.get(i) + "' is configured twice");
      }
    }
  }

  // By place, however it is spelt: two entries would push to one and the same branch of ours.
  private static void samePlace(List<Repository> repositories, Conflict conflict) {
    Map<String, Repository> seen = new HashMap<>();
    for (int i = 0; i < repositories.size(); i++) {
      Repository repository = repositories.get(i);
      Repository first = seen.putIfAbsent(GitRemote.place(repository.url()), repository);
      if (first != null) {
        conflict.found("repositories", i, twice(first, repository));
      }
    }
  }

  private static String twice(Repository first, Repository second) {
    String other = first.key().equals(second.key()) ? "" : ", also as '" + first.key() + "'";
    String sentence = "the repository '" + second.key() + "' is configured twice" + other;
    return first.branch().equals(second.branch())
        ? sentence + ". Keep one of the two."
        : sentence
            + ", for the branches '"
            + first.branch()
            + "' and '"
            + second.branch()
            + "'. Pull requests of one repository go into one branch: keep one of the two.";
  }
}
