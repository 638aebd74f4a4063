package dev.tagboat.server.assembly;

import dev.tagboat.bot.doctor.ClusterDoctor;
import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.doctor.GitHubDoctor;
import dev.tagboat.bot.doctor.RegistryDoctor;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.PushRights;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the server's credentials can do more than it needs: those for config repos and
 * registries, and whether a cluster is in reach. It asks, and changes nothing.
 */
public final class Doctor {
  private static final String GIT = "git";

  private final ServerConfig config;
  private final Map<String, String> env;
  private final Path root;
  private final Path home;
  private final Clock clock;
  private final TokenLanes lanes;

  /** By itself, where no server runs in this program. */
  public Doctor(ServerConfig config, Map<String, String> env, Path root, Path home, Clock clock) {
    this(config, env, root, home, clock, new TokenLanes(clock));
  }

  /**
   * @param root of the file system
   * @param lanes those of the whole program
   */
  public Doctor(
      ServerConfig config,
      Map<String, String> env,
      Path root,
      Path home,
      Clock clock,
      TokenLanes lanes) {
    this.config = config;
    this.env = Map.copyOf(env);
    this.root = root;
    this.home = home;
    this.clock = clock;
    this.lanes = lanes;
  }

  /** Of this process. */
  public static Doctor of(ServerConfig config, TokenLanes lanes) {
    Path home = Path.of(System.getProperty("user.home", "/"));
    return new Doctor(config, System.getenv(), Path.of("/"), home, Clock.systemUTC(), lanes);
  }

  /**
   * @param images to be asked about beside those that the configuration names in full
   * @param progress told what is asked next
   */
  public List<Diagnosis> look(Set<ImageName> images, Consumer<String> progress) {
    List<Diagnosis> all = new ArrayList<>();
    for (Repository repository : config.repositories()) {
      progress.accept("asking about " + repository.key());
      all.addAll(repository(repository));
    }
    progress.accept("asking the registries");
    Stream.concat(registries(images).stream(), cluster().stream())
        .map(finding -> new Diagnosis("", finding))
        .forEach(all::add);
    return all;
  }

  /** Of one config repo alone. */
  public List<Diagnosis> repository(Repository repository) {
    List<Finding> findings =
        repository.forge().type() == ForgeAccess.Type.GITHUB
            ? GitHubDoctor.look(
                Outsides.settings(repository), repository.branch(), false, clock, lanes)
            : List.of(pushOnly(repository));
    return findings.stream().map(one -> new Diagnosis(repository.key(), one)).toList();
  }

  private static Finding pushOnly(Repository repository) {
    return repository.forge().token() == null && repository.ssh() == null
        ? Finding.ok(GIT, "credentials", "There are none of its own for this config repo.")
        : Finding.unknown(
            GIT,
            "credentials",
            "What they can do besides pushing branches cannot be asked of this forge.",
            "Check there that they reach this config repo only, and that its branch "
                + repository.branch()
                + " is protected.");
  }

  private List<Finding> registries(Set<ImageName> images) {
    Set<String> logins =
        config.registries().stream()
            .filter(one -> one.username() != null)
            .map(RegistrySettings::host)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<ImageName> asked = new LinkedHashSet<>(images);
    named().filter(image -> logins.contains(image.registry())).forEach(asked::add);
    PushRights rights = PushRights.any(config.registries(), Map.of(), home, clock);
    return new RegistryDoctor(rights).look(List.copyOf(asked), logins);
  }

  /** Images that stand in the configuration without a wildcard. */
  private Stream<ImageName> named() {
    return Stream.concat(
        config.polls().stream().map(Poll::image),
        Stream.concat(
                config.hooks().stream().map(Hook::images),
                config.repositories().stream().map(Repository::images))
            .flatMap(List::stream)
            .map(pattern -> pattern.whole())
            .filter(text -> !text.contains("*"))
            .map(ImageName::parse)
            .flatMap(Optional::stream));
  }

  /** Whether a cluster is in reach. */
  public List<Finding> cluster() {
    return new ClusterDoctor(env, root, home).look();
  }
}
