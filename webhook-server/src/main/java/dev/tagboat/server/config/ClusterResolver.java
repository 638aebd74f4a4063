package dev.tagboat.server.config;

import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes values of the entries of {@code clusters}. */
final class ClusterResolver {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Pattern ENVIRONMENT = Pattern.compile("[^\\p{Cntrl}]{1,255}");

  private final SecretResolver secrets;
  private final Problems problems;
  private final Collection<Repository> repositories;
  private final Set<String> channels;
  private final Set<String> names = new HashSet<>();

  ClusterResolver(
      SecretResolver secrets,
      Problems problems,
      Collection<Repository> repositories,
      Collection<AlertChannel> channels) {
    this.secrets = secrets;
    this.problems = problems;
    this.repositories = repositories;
    this.channels = channels.stream().map(AlertChannel::name).collect(Collectors.toSet());
  }

  @Nullable Cluster cluster(String at, ConfigDocument.ClusterEntry entry) {
    int before = problems.count();
    String name = problems.attempt(at + ".name", () -> name(entry.name()));
    String repository = problems.attempt(at + ".repository", () -> repository(entry.repository()));
    String environment =
        problems.attempt(
            at + ".environment",
            () -> environment(ConfigResolver.orElse(entry.environment(), entry.name())));
    String after = ConfigResolver.orElse(entry.staleAfter(), Cluster.USUAL_STALE);
    Duration stale = problems.attempt(at + ".stale-after", () -> time(after));
    Cluster.Tokens tokens = tokens(at, entry.oidc());
    List<Secret> known = known(at, entry);
    Set<Cluster.Publish> publish =
        entry.publish() == null ? Cluster.Publish.USUAL : new HashSet<>(entry.publish());
    Set<String> alerts = alerts(at, entry.alerts());
    if (name == null
        || repository == null
        || environment == null
        || stale == null
        || problems.count() > before) {
      return null;
    }
    return problems.attempt(
        at,
        () -> new Cluster(name, repository, environment, known, tokens, stale, publish, alerts));
  }

  private String name(String text) {
    Cluster.requireName(text);
    if (!names.add(text)) {
      throw new IllegalArgumentException("the cluster '" + text + "' is configured twice");
    }
    return text;
  }

  private Set<String> alerts(String at, @Nullable List<String> given) {
    if (given == null) {
      return channels;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!channels.contains(given.get(i))) {
        problems.add(at + ".alerts[" + i + "]", "must be the name of one of 'alerts'");
      }
    }
    return Set.copyOf(given);
  }

  // By place, however it is spelt.
  private String repository(String text) {
    URI url = new GitRemote(GitRemote.parseUrl(text), null, null).url();
    return repositories.stream()
        .filter(known -> GitRemote.place(known.url()).equals(GitRemote.place(url)))
        .findFirst()
        .map(Repository::key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be the url of one of 'repositories', the config repo that the cluster"
                        + " applies"));
  }

  private static String environment(String text) {
    if (!ENVIRONMENT.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a name of at most 255 characters");
    }
    return text;
  }

  /** A number and s, m, h or d; not none. */
  static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "not a time: " + Printable.quote(text) + " (want a number and s, m, h or d, as in 30m)");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private Cluster.@Nullable Tokens tokens(
      String at, ConfigDocument.@Nullable ClusterOidcEntry entry) {
    if (entry == null) {
      return null;
    }
    String file = entry.jwksFile();
    if (file != null && entry.jwksUri() != null) {
      problems.add(at + ".oidc.jwks-file", "give either jwks-uri or jwks-file, not both");
    }
    Path keys = file == null ? null : secrets.readable(at + ".oidc.jwks-file", file);
    URI uri = url(at + ".oidc.jwks-uri", entry.jwksUri());
    Oidc oidc =
        problems.attempt(
            at + ".oidc",
            () -> new Oidc(entry.issuer(), entry.audience(), entry.subject(), List.of(), uri));
    return oidc == null ? null : new Cluster.Tokens(oidc, keys);
  }

  private @Nullable URI url(String path, @Nullable String text) {
    return text == null ? null : problems.attempt(path, () -> Oidc.httpUrl(text));
  }

  private List<Secret> known(String at, ConfigDocument.ClusterEntry entry) {
    List<@Nullable Secret> found = new ArrayList<>();
    List<String> texts = ConfigResolver.orElse(entry.secret(), List.<String>of());
    for (int i = 0; i < texts.size(); i++) {
      String path = at + ".secret" + (texts.size() == 1 ? "" : "[" + i + "]");
      found.add(secrets.strong(path, texts.get(i), null));
    }
    for (String from : ConfigResolver.orElse(entry.secretFile(), List.<String>of())) {
      found.add(secrets.strong(at + ".secret", null, from));
    }
    return found.stream().filter(Objects::nonNull).toList();
  }
}
