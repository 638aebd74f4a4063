package dev.tagboat.server.check;

import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import java.util.List;

/**
 * What a whole configuration amounts to.
 *
 * @param listen address and port
 * @param base what URLs to paste begin with
 * @param signIn who may see the pages, and how they sign in, one way each
 */
public record ConfigCheck(
    String listen,
    String base,
    List<String> signIn,
    List<HookCheck> hooks,
    List<PollCheck> polls,
    List<RegistryCheck> registries,
    List<RepositoryCheck> repositories,
    List<ClusterCheck> clusters) {

  public ConfigCheck {
    signIn = List.copyOf(signIn);
    hooks = List.copyOf(hooks);
    polls = List.copyOf(polls);
    registries = List.copyOf(registries);
    repositories = List.copyOf(repositories);
    clusters = List.copyOf(clusters);
  }

  /**
   * @param base what URLs to paste begin with, without a slash at its end
   * @param showSecrets whether secrets that belong into URLs are written out
   */
  public static ConfigCheck of(ServerConfig config, String base, boolean showSecrets) {
    List<Repository> repositories = config.repositories();
    return new ConfigCheck(
        config.listen().host() + ":" + config.listen().port(),
        base,
        SignInCheck.of(config, base),
        config.hooks().stream()
            .map(hook -> HookCheck.of(hook, repositories, base, showSecrets))
            .toList(),
        config.polls().stream().map(poll -> PollCheck.of(poll, repositories)).toList(),
        config.registries().stream().map(RegistryCheck::of).toList(),
        repositories.stream().map(r -> RepositoryCheck.of(r, base)).toList(),
        config.clusters().stream().map(c -> ClusterCheck.of(c, base)).toList());
  }
}
