package dev.tagboat.server;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.ConfigFile;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Mapping;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.sendtest.Addressee;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a test goes to, from options and the server's configuration; options come first. */
final class SendTestOptions {
  // As of serve and check-config, so that what they take by themselves is taken here, too.
  private static final Path STANDARD = Path.of("tagboat-server.yaml");

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = Keyed.Type.class,
      description = "The registry to stand in for, as in 'hooks[].type': ${COMPLETION-CANDIDATES}",
      completionCandidates = Keyed.Types.class)
  private @Nullable HookType type;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "The hook's URL, without a secret: https://tagboat.acme.io/hooks/NAME")
  private @Nullable String to;

  @Option(
      names = "--secret-env",
      paramLabel = "NAME",
      description = "The environment variable that holds the hook's secret")
  private @Nullable String secretEnv;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "The file that holds the hook's secret")
  private @Nullable Path secretFile;

  @Option(
      names = "--auth",
      paramLabel = "KIND",
      converter = Keyed.Auth.class,
      description = "As in 'hooks[].auth'. Default: what is usual for the type",
      completionCandidates = Keyed.Auths.class)
  private @Nullable AuthKind auth;

  @Option(
      names = "--auth-header",
      paramLabel = "NAME",
      description = "As in 'hooks[].auth-header', for '--auth header'")
  private @Nullable String authHeader;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The server's configuration; type, secret and URL are taken from it.",
        "Without --type: tagboat-server.yaml"
      })
  private @Nullable Path config;

  @Option(
      names = "--hook",
      paramLabel = "NAME",
      description = "Which hook of the configuration; may be left out where there is one only")
  private @Nullable String hook;

  /**
   * @param environment the value of an environment variable, or null
   * @throws UserFault when something is missing or does not fit
   */
  Addressee addressee(Function<String, @Nullable String> environment) {
    Path file = file();
    Addressee known = file == null ? direct() : configured(file, environment);
    Secret given = secret(environment);
    AuthKind kind = auth != null ? auth : authHeader == null ? known.auth() : AuthKind.HEADER;
    return known.with(
        kind,
        authHeader == null ? known.header() : authHeader,
        given == null ? known.secret() : given);
  }

  private @Nullable Path file() {
    boolean standard = config == null && type == null && (hook != null || Files.exists(STANDARD));
    return standard ? STANDARD : config;
  }

  private Addressee direct() {
    HookType kind = type;
    String url = to;
    if (kind == null || url == null || hook != null) {
      throw new UserFault(
          "Say whom to send to: --type and --to, or --hook NAME of the configuration (--config).");
    }
    return new Addressee(HookUrl.checked(url), kind, kind.defaultAuth(), null, null, Mapping.NONE);
  }

  private Addressee configured(Path file, Function<String, @Nullable String> environment) {
    ServerConfig server = ConfigFile.read(file, environment);
    Hook found = find(server);
    if (type != null && type != found.type()) {
      throw new UserFault(
          "The hook '"
              + found.name()
              + "' is of type "
              + found.type().key()
              + ": leave --type out.");
    }
    String url = to;
    URI where = url == null ? HookUrl.of(server, found) : HookUrl.checked(url);
    return Addressee.of(found, where);
  }

  private Hook find(ServerConfig server) {
    if (hook == null && server.hooks().size() == 1) {
      return server.hooks().get(0);
    }
    return server.hooks().stream()
        .filter(candidate -> candidate.name().equals(hook))
        .findFirst()
        .orElseThrow(
            () ->
                new UserFault(
                    "Name a hook of the configuration with --hook; there are: "
                        + server.hooks().stream()
                            .map(Hook::name)
                            .collect(Collectors.joining(", "))));
  }

  private @Nullable Secret secret(Function<String, @Nullable String> environment) {
    if (secretEnv != null && secretFile != null) {
      throw new UserFault("Give either --secret-env or --secret-file, not both.");
    }
    if (secretEnv != null) {
      return filled("The environment variable " + secretEnv, environment.apply(secretEnv));
    }
    Path file = secretFile;
    if (file == null) {
      return null;
    }
    try {
      return filled("The file " + file, Files.readString(file).strip());
    } catch (IOException e) {
      throw new UserFault(
          "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  private static Secret filled(String what, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UserFault(what + " is empty; it must hold the hook's secret.");
    }
    return Secret.of(value);
  }

  /** The image of an argument. */
  static ImageReference image(String text) {
    return ImageReference.parse(text)
        .orElseThrow(
            () ->
                new UserFault(
                    "--image must be a name with a tag, such as registry.acme.io/acme/app:1.2"
                        + " or registry.acme.io/acme/app:1.2@sha256:…"));
  }
}
