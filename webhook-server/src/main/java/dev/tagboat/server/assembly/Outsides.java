package dev.tagboat.server.assembly;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.forge.git.PushOnlyForge.Flavour;
import dev.tagboat.bot.forge.github.Credentials;
import dev.tagboat.bot.forge.github.GitHubForge;
import dev.tagboat.bot.forge.github.GitHubSettings;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.forge.github.Usage;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.registry.DiskMemory;
import dev.tagboat.bot.registry.Memory;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.run.BumpRun;
import dev.tagboat.bot.run.Lookback;
import dev.tagboat.bot.run.MirrorLineage;
import dev.tagboat.bot.run.RegistryFacts;
import dev.tagboat.bot.run.Signatures;
import dev.tagboat.bot.run.Target;
import dev.tagboat.bot.signature.Sigstore;
import dev.tagboat.bot.sigstore.Sigstores;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.http.Insight;
import dev.tagboat.server.work.Sources;
import dev.tagboat.server.work.Workers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the real ways out, to registries and forges, from the configuration. */
public final class Outsides {
  /** How long an image is waited for that has to be signed and is not, after it was seen. */
  private static final Duration UNSIGNED = Duration.ofHours(1);

  /** More than most owners have; a forge that is dropped is connected anew. */
  private static final int MOST_SOURCES = 200;

  private Outsides() {}

  /** As below, for a server that shares its tokens with no other. */
  public static Workers.Outside of(ServerConfig config, Clock clock) {
    return of(config, clock, new TokenLanes(clock));
  }

  /**
   * Makes everything without a request, so that a wrong configuration is seen at the start.
   *
   * @param lanes those of the whole program
   * @throws UserFault when a config repo cannot be reached as configured
   */
  public static Workers.Outside of(ServerConfig config, Clock clock, TokenLanes lanes) {
    // One forge for each config repo, for ever: it holds the token.
    Map<String, Target> targets = new HashMap<>();
    for (Repository repository : config.repositories()) {
      targets.put(repository.key(), target(repository, clock, lanes));
    }
    JGitRepositories mirrors =
        new JGitRepositories(config.data().resolve("mirrors"), GitSettings.defaults());
    Memory memory = DiskMemory.in(config.data().resolve("registries"), clock);
    OciRegistry registry = OciRegistry.onlyConfigured(registries(config), memory, clock);
    BumpRun run =
        new BumpRun(mirrors, clock)
            .knowing(RegistryFacts.of(registry, clock))
            .lookingBack(Lookback.of(registry))
            .verifying(new Signatures(registry::signature, sigstore(config, clock), UNSIGNED));
    return new Workers.Outside(
        registry,
        run,
        repository -> {
          Target target = targets.get(repository.key());
          if (target == null) {
            throw new UserFault("the config repo " + repository.key() + " is not configured");
          }
          return target;
        },
        run,
        new MirrorLineage(mirrors),
        sources(clock, lanes));
  }

  /** What the credentials of these lanes are used for. */
  static Insight.Credentials credentials(ServerConfig config, TokenLanes lanes) {
    return new Insight.Credentials() {
      @Override
      public List<Usage> all() {
        return lanes.usages();
      }

      @Override
      public Map<String, Usage> byRepository() {
        return config.repositories().stream()
            .filter(one -> one.forge().type() == ForgeAccess.Type.GITHUB)
            .collect(Collectors.toMap(Repository::key, one -> lanes.usage(settings(one))));
      }
    };
  }

  /** Each is connected when it is first needed, with the credentials of its config repo. */
  private static Sources sources(Clock clock, TokenLanes lanes) {
    Map<String, GitHubForge> known =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, GitHubForge> eldest) {
            return size() > MOST_SOURCES;
          }
        };
    return (config, source) -> {
      if (config.forge().type() != ForgeAccess.Type.GITHUB) {
        return Optional.empty();
      }
      synchronized (known) {
        return known
            .computeIfAbsent(
                config.key() + " " + source, key -> connect(config, source, clock, lanes))
            .announcer();
      }
    };
  }

  private static GitHubForge connect(Repository config, URI source, Clock clock, TokenLanes lanes) {
    GitHubSettings settings =
        GitHubSettings.of(source, config.forge().apiUrl(), credentials(config));
    return GitHubForge.connect(settings, HttpClients.shared(), clock, lanes);
  }

  private static Sigstore sigstore(ServerConfig config, Clock clock) {
    Path root = config.trustedRoot();
    return root == null
        ? Sigstores.publicInstance(config.data().resolve("sigstore"), HttpClients.shared(), clock)
        : Sigstores.offline(root, clock);
  }

  /** Those configured, and those that a hook speaks for or that are polled, without credentials. */
  private static List<RegistrySettings> registries(ServerConfig config) {
    List<RegistrySettings> all = new ArrayList<>(config.registries());
    Set<String> known = new HashSet<>();
    all.forEach(settings -> known.add(settings.host()));
    for (Hook hook : config.hooks()) {
      if (known.add(hook.registry())) {
        all.add(RegistrySettings.of(hook.registry()));
      }
    }
    for (Poll poll : config.polls()) {
      if (known.add(poll.image().registry())) {
        all.add(RegistrySettings.of(poll.image().registry()));
      }
    }
    return all;
  }

  private static Target target(Repository repository, Clock clock, TokenLanes lanes) {
    return switch (repository.forge().type()) {
      case GITHUB -> gitHub(repository, clock, lanes);
      case GIT -> pushOnly(repository);
    };
  }

  private static Target gitHub(Repository repository, Clock clock, TokenLanes lanes) {
    GitHubSettings settings = settings(repository).with(mode(repository.commit()));
    GitHubForge forge = GitHubForge.connect(settings, HttpClients.shared(), clock, lanes);
    return new Target(remote(repository, forge.login()), repository.branch(), forge);
  }

  /** How a config repo on GitHub is reached. */
  static GitHubSettings settings(Repository repository) {
    return GitHubSettings.of(
        repository.url(), repository.forge().apiUrl(), credentials(repository));
  }

  private static GitHubSettings.CommitMode mode(Repository.CommitMode configured) {
    return switch (configured) {
      case AUTO -> GitHubSettings.CommitMode.AUTO;
      case GIT -> GitHubSettings.CommitMode.GIT;
      case API -> GitHubSettings.CommitMode.API;
    };
  }

  private static Credentials credentials(Repository repository) {
    ForgeAccess access = repository.forge();
    if (access.appId() != null && access.privateKeyFile() != null) {
      return new Credentials.App(access.appId(), access.privateKeyFile());
    }
    if (access.token() != null) {
      return new Credentials.Token(access.token());
    }
    throw new UserFault(
        "repository "
            + repository.key()
            + ": the forge needs a token (token, token-file) or an App (app-id and"
            + " private-key-file)");
  }

  private static Target pushOnly(Repository repository) {
    if (repository.commit() == Repository.CommitMode.API) {
      throw new UserFault(
          "repository "
              + repository.key()
              + ": 'commit: api' needs a forge of type github; use 'git', or leave it out");
    }
    ForgeAccess access = repository.forge();
    Supplier<GitRemote.Login> login = null;
    if (access.token() != null) {
      String user = access.username() == null ? "git" : access.username();
      GitRemote.Login fixed = new GitRemote.Login(user, access.token());
      login = () -> fixed;
    }
    return new Target(
        remote(repository, login),
        repository.branch(),
        new PushOnlyForge(flavour(access.flavour(), repository)));
  }

  private static GitRemote remote(
      Repository repository, @Nullable Supplier<GitRemote.Login> login) {
    Repository.Ssh ssh = repository.ssh();
    return new GitRemote(
        repository.url(),
        ssh == null ? login : null,
        ssh == null ? null : new GitRemote.SshKey(ssh.privateKey(), ssh.knownHosts()),
        repository.signing());
  }

  private static Flavour flavour(@Nullable String name, Repository repository) {
    return Flavour.of(name == null ? "none" : name)
        .orElseThrow(
            () ->
                new UserFault(
                    "repository "
                        + repository.key()
                        + ": flavour must be none, gitlab, gitea or forgejo"));
  }
}
