package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    conflicts(listen, hooks, registries, repositories, (list, i, why) -> problems.add(why));
    if (!problems.isEmpty()) {
      throw new UserFault(String.join("\n", problems));
    }
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
      if (hooks.get(i).secrets().isEmpty() && !listen.isLoopback()) {
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
    repeated(
        repositories.stream().map(Repository::key).toList(),
        "repositories",
        "repository",
        conflict);
  }

  private static void repeated(List<String> names, String list, String what, Conflict conflict) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        conflict.found(list, i, "the " + what + " '" + names.get(i) + "' is configured twice");
      }
    }
  }
}
