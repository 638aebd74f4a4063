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
 * @param data where mirrors of config repos are kept
 */
public record ServerConfig(
    Listen listen,
    DatabaseConfig database,
    List<Hook> hooks,
    List<RegistrySettings> registries,
    List<Repository> repositories,
    @Nullable Secret adminToken,
    Path data) {

  /**
   * @throws UserFault with all problems that concern more than one entry, one a line
   */
  public ServerConfig {
    hooks = List.copyOf(hooks);
    registries = List.copyOf(registries);
    repositories = List.copyOf(repositories);
    List<String> problems = new ArrayList<>();
    for (Hook hook : hooks) {
      if (hook.secrets().isEmpty() && !listen.isLoopback()) {
        problems.add(
            "hook '"
                + hook.name()
                + "' has no secret, so anybody who reaches "
                + listen.host()
                + " could send events. Give it a secret, or listen on 127.0.0.1.");
      }
    }
    repeated(hooks.stream().map(Hook::name).toList(), "hook", problems);
    repeated(registries.stream().map(RegistrySettings::host).toList(), "registry", problems);
    samePlace(repositories, problems);
    if (!problems.isEmpty()) {
      throw new UserFault(String.join("\n", problems));
    }
  }

  private static void repeated(List<String> names, String what, List<String> problems) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        problems.add("the " + what + " '" + name + "' is configured twice");
      }
    }
  }

  // By place, however it is spelt: two entries would push to one and the same branch of ours.
  private static void samePlace(List<Repository> repositories, List<String> problems) {
    Map<String, Repository> seen = new HashMap<>();
    for (Repository repository : repositories) {
      Repository first = seen.putIfAbsent(GitRemote.place(repository.url()), repository);
      if (first != null) {
        problems.add(twice(first, repository));
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
