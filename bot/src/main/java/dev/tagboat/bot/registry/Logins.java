package dev.tagboat.bot.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds credentials: first what the configuration says, then what {@code docker login}, {@code
 * podman login}, the credential helpers of the cloud registries and Google's default credentials
 * know (all through jib-core).
 */
final class Logins {
  private final Map<String, String> environment;
  private final Path home;

  Logins(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /**
   * @throws UserFault when a credential store is there but cannot be read
   */
  Optional<Login> find(Endpoint endpoint, ImageName image) {
    RegistrySettings settings = endpoint.settings();
    if (settings.username() != null && settings.password() != null) {
      return Optional.of(new Login(settings.username(), settings.password(), false));
    }
    for (CredentialRetriever retriever : retrievers(image)) {
      Optional<Login> found = retrieve(retriever, endpoint.host());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private List<CredentialRetriever> retrievers(ImageName image) {
    CredentialRetrieverFactory factory;
    try {
      // Parsed, not built: parsing turns docker.io into the host that docker login stores.
      ImageReference reference = ImageReference.parse(image.toString());
      factory = CredentialRetrieverFactory.forImage(reference, event -> {}, environment);
    } catch (InvalidImageReferenceException e) {
      return List.of(); // a host that Docker's own grammar lacks, such as a bare IPv6 address
    }
    List<CredentialRetriever> all = new ArrayList<>();
    configFiles().forEach(file -> all.add(factory.dockerConfig(file)));
    all.add(factory.wellKnownCredentialHelpers());
    all.add(factory.googleApplicationDefaultCredentials());
    return all;
  }

  /** Where {@code docker login} and the like may have left something. */
  List<Path> configFiles() {
    List<Path> files = new ArrayList<>();
    Optional.ofNullable(environment.get("REGISTRY_AUTH_FILE")).map(Path::of).ifPresent(files::add);
    Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
        .map(dir -> Path.of(dir, "containers", "auth.json"))
        .ifPresent(files::add);
    files.add(
        Optional.ofNullable(environment.get("DOCKER_CONFIG"))
            .map(Path::of)
            .orElse(home.resolve(".docker"))
            .resolve("config.json"));
    return files;
  }

  private static Optional<Login> retrieve(CredentialRetriever retriever, String host) {
    try {
      return retriever.retrieve().flatMap(Logins::login);
    } catch (CredentialRetrievalException e) {
      // The cause is left out: it may quote what a helper printed.
      throw new UserFault(
          "Tried to read the stored credentials for "
              + host
              + ", but the Docker configuration or its credential helper failed. Perhaps log in"
              + " again, or configure a username and password for this registry.");
    }
  }

  private static Optional<Login> login(Credential credential) {
    return credential.getPassword().isBlank()
        ? Optional.empty()
        : Optional.of(
            new Login(
                credential.getUsername(),
                Secret.of(credential.getPassword()),
                credential.isOAuth2RefreshToken()));
  }
}
