package dev.tagboat.server.config;

import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.RegistrySettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of the entries of {@code hooks}. */
final class HookResolver {
  /** A name of a header (RFC 9110, section 5.1). */
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

  /** What clients, servers and proxies on the way set, change or drop (RFC 9110). */
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "cookie",
          "date",
          "expect",
          "forwarded",
          "host",
          "keep-alive",
          "origin",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "referer",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "via");

  private static final List<String> TAKEN_FAMILIES =
      List.of("accept", "content-", "if-", "sec-", "x-forwarded-");

  private final SecretResolver secrets;
  private final Problems problems;

  HookResolver(SecretResolver secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  @Nullable Hook hook(String at, ConfigDocument.HookEntry entry) {
    int before = problems.count();
    String name = problems.attempt(at + ".name", () -> Hook.requireName(entry.name()));
    HookType type = problems.attempt(at + ".type", () -> HookType.parse(entry.type()));
    AuthKind auth = auth(at, entry, type);
    RegistrySettings registry =
        problems.attempt(at + ".registry", () -> RegistrySettings.of(entry.registry()));
    List<ImagePattern> images = ConfigResolver.patterns(at, entry.images(), problems);
    Trust trust = new Trust(header(at, entry), oidc(at, entry.oidc()), sns(at, entry.sns()));
    List<Secret> known = secrets(at, entry, auth == AuthKind.PATH);
    Mapping mapping = new MappingResolver(problems).mapping(at, entry, type);
    if (auth != null) {
      fit(at, entry, auth);
    }
    if (name == null
        || type == null
        || auth == null
        || registry == null
        || mapping == null
        || problems.count() > before) {
      return null;
    }
    return problems.attempt(
        at + ".secret",
        () -> new Hook(name, type, auth, trust, known, registry.host(), images, mapping));
  }

  /** As given; else what the other keys are for; else the type's usual one. */
  private @Nullable AuthKind auth(
      String at, ConfigDocument.HookEntry entry, @Nullable HookType type) {
    String auth = entry.auth();
    if (auth != null) {
      AuthKind given = problems.attempt(at + ".auth", () -> AuthKind.parse(auth));
      return given == null ? null : fitting(at + ".auth", given, type);
    }
    if (entry.oidc() != null) {
      return fitting(at + ".oidc", AuthKind.OIDC, type);
    }
    if (entry.sns() != null) {
      return fitting(at + ".sns", AuthKind.SNS, type);
    }
    if (entry.authHeader() != null) {
      return AuthKind.HEADER;
    }
    if (type == HookType.GAR) {
      problems.add(
          at + ".type",
          "Pub/Sub proves itself with a token of Google's: write 'oidc' with issuer, audience and"
              + " email, or choose another way with 'auth'");
    }
    return type == null ? null : type.defaultAuth();
  }

  private @Nullable AuthKind fitting(String at, AuthKind auth, @Nullable HookType type) {
    return type == null ? auth : problems.attempt(at, () -> type.requireAuth(auth));
  }

  private void fit(String at, ConfigDocument.HookEntry entry, AuthKind auth) {
    block(at, "oidc", entry.oidc() != null, auth, AuthKind.OIDC, "issuer, audience and subject");
    block(at, "sns", entry.sns() != null, auth, AuthKind.SNS, "topics");
    if (entry.authHeader() != null && auth != AuthKind.HEADER) {
      problems.add(at + ".auth-header", "is for 'auth: header' only");
    }
    if (!auth.hasSecret() && entry.secret() != null) {
      problems.add(at + ".secret", "'auth: " + auth.key() + "' shares no secret; leave it out");
    }
    if (!auth.hasSecret() && entry.secretFile() != null) {
      problems.add(
          at + ".secret-file", "'auth: " + auth.key() + "' shares no secret; leave it out");
    }
  }

  private void block(
      String at, String key, boolean given, AuthKind auth, AuthKind wanted, String holding) {
    if (given && auth != wanted) {
      problems.add(at + "." + key, "is for 'auth: " + wanted.key() + "' only");
    } else if (!given && auth == wanted) {
      problems.add(
          at + ".auth", "'auth: " + wanted.key() + "' needs '" + key + "' with " + holding);
    }
  }

  private @Nullable String header(String at, ConfigDocument.HookEntry entry) {
    String header = entry.authHeader();
    if (header != null && !HEADER.matcher(header).matches()) {
      problems.add(at + ".auth-header", "is not a name that a header can have, such as X-Api-Key");
    } else if (header != null && isTaken(header.toLowerCase(Locale.ROOT))) {
      problems.add(
          at + ".auth-header",
          "HTTP itself has another use for this header; choose one such as X-Api-Key");
    }
    return header;
  }

  private static boolean isTaken(String header) {
    return TAKEN.contains(header) || TAKEN_FAMILIES.stream().anyMatch(header::startsWith);
  }

  private @Nullable Oidc oidc(String at, ConfigDocument.@Nullable OidcEntry entry) {
    if (entry == null) {
      return null;
    }
    URI issuer = url(at + ".oidc.issuer", entry.issuer());
    URI keys = url(at + ".oidc.jwks-uri", entry.jwksUri());
    return issuer == null
        ? null
        : problems.attempt(
            at + ".oidc",
            () ->
                new Oidc(
                    entry.issuer(),
                    entry.audience(),
                    ConfigResolver.orElse(entry.subject(), List.<String>of()),
                    ConfigResolver.orElse(entry.email(), List.<String>of()),
                    keys));
  }

  private @Nullable URI url(String path, @Nullable String text) {
    return text == null ? null : problems.attempt(path, () -> Oidc.httpUrl(text));
  }

  private @Nullable Sns sns(String at, ConfigDocument.@Nullable SnsEntry entry) {
    return entry == null
        ? null
        : problems.attempt(at + ".sns.topics", () -> new Sns(entry.topics()));
  }

  private List<Secret> secrets(String at, ConfigDocument.HookEntry entry, boolean inPath) {
    List<@Nullable Secret> found = new ArrayList<>();
    List<String> texts = ConfigResolver.orElse(entry.secret(), List.<String>of());
    for (int i = 0; i < texts.size(); i++) {
      String path = at + ".secret" + (texts.size() == 1 ? "" : "[" + i + "]");
      found.add(secrets.strong(path, texts.get(i), null, inPath));
    }
    for (String from : ConfigResolver.orElse(entry.secretFile(), List.<String>of())) {
      found.add(secrets.strong(at + ".secret", null, from, inPath));
    }
    return found.stream().filter(Objects::nonNull).toList();
  }
}
