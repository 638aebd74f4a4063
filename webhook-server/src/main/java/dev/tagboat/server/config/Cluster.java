package dev.tagboat.server.config;

import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose applier reports.
 *
 * @param name its place in the URL, {@code /reports/NAME}
 * @param repository the key of the config repo that it applies
 * @param environment what the forge calls it
 * @param secrets of the HMAC, any of which is accepted; empty with {@code tokens}
 * @param tokens whose tokens prove the applier; null with {@code secrets}
 * @param staleAfter how long nothing may be heard of it
 * @param publish where its state is told on the forge
 * @param alerts the names of the channels that are told of its troubles
 */
public record Cluster(
    String name,
    String repository,
    String environment,
    List<Secret> secrets,
    @Nullable Tokens tokens,
    Duration staleAfter,
    Set<Publish> publish,
    Set<String> alerts) {

  /** An applier reports at each sweep, every 10 minutes unless told otherwise. */
  static final String USUAL_STALE = "30m";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Where the state of a merge in the cluster is told. */
  public enum Publish {
    /** A commit status on the merge commit. */
    STATUS,
    /** A GitHub Deployment of the merge commit, with its status. */
    DEPLOYMENT,
    /** One comment on the pull request. */
    COMMENT,
    /** A commit status on the commit that an image says it was built of; not unless asked for. */
    SOURCE;

    /** Where it is told when nothing is said: in the config repo only. */
    static final Set<Publish> USUAL = Set.of(STATUS, DEPLOYMENT, COMMENT);
  }

  /**
   * Projected service-account tokens.
   *
   * @param oidc issuer, audience and subject; its address of keys is not asked when there is a file
   * @param keys a JWK set; null when the issuer can be reached
   */
  public record Tokens(Oidc oidc, @Nullable Path keys) {}

  /**
   * @throws IllegalArgumentException when the name cannot stand in a URL, or anybody could report
   */
  public Cluster {
    requireName(name);
    secrets = List.copyOf(secrets);
    publish = Set.copyOf(publish);
    alerts = Set.copyOf(alerts);
    if (secrets.isEmpty() == (tokens == null)) {
      throw new IllegalArgumentException(
          "cluster '"
              + name
              + "': give either a secret or oidc, so that its applier can prove itself");
    }
  }

  /** Of whose troubles nobody is told. */
  public Cluster(
      String name,
      String repository,
      String environment,
      List<Secret> secrets,
      @Nullable Tokens tokens,
      Duration staleAfter,
      Set<Publish> publish) {
    this(name, repository, environment, secrets, tokens, staleAfter, publish, Set.of());
  }

  static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a cluster's name must be letters, digits, '.', '_' and '-', at most 63, as it stands in"
              + " the URL and in the applier's configuration");
    }
    return name;
  }
}
