package dev.tagboat.applier.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.config.SecretFile;
import dev.tagboat.applier.desired.YamlReader;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The current context of a kubeconfig file. Tokens, token files and client certificates are taken;
 * a program to run is not (such files have been used to run programs in other tools), nor are
 * passwords, nor a server whose certificate is not to be checked.
 */
public final class Kubeconfig {
  private final Path file;
  private final JsonNode root;

  private Kubeconfig(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * @throws UserFault when it cannot be read or asks for what is not done
   */
  public static Access access(Path file) {
    try {
      String text = Files.readString(file);
      return new Kubeconfig(file, YamlReader.single(file.toString(), text)).access();
    } catch (IOException e) {
      throw new UserFault("cannot read the kubeconfig " + file, e);
    }
  }

  private Access access() throws IOException {
    String current = root.path("current-context").asText();
    JsonNode context = named("contexts", current).path("context");
    JsonNode cluster = named("clusters", context.path("cluster").asText()).path("cluster");
    JsonNode user = named("users", context.path("user").asText()).path("user");
    refuse(cluster, "insecure-skip-tls-verify", "Name the cluster's certificate-authority.");
    refuse(cluster, "tls-server-name", "Use the name that the certificate has.");
    refuse(cluster, "proxy-url", "Use a server that can be reached without one.");
    refuse(user, "exec", "Use a token or a client certificate.");
    refuse(user, "auth-provider", "Use a token or a client certificate.");
    refuse(user, "username", "Use a token or a client certificate.");
    // Left out, it would act with all that the user may do.
    for (String key : List.of("as", "as-uid", "as-groups", "as-user-extra")) {
      refuse(user, key, "Use a token of that user or account.");
    }
    URI server = server(cluster);
    byte[] authority =
        bytes(cluster, "certificate-authority")
            .orElseThrow(
                () -> new UserFault(file + ": the cluster names no certificate-authority"));
    Optional<Tls.Client> client =
        bytes(user, "client-certificate")
            .flatMap(
                certificate ->
                    bytes(user, "client-key").map(key -> new Tls.Client(certificate, key)));
    return new Access(server, Tls.of(authority, client), token(user));
  }

  private URI server(JsonNode cluster) {
    String server = cluster.path("server").asText().replaceAll("/+$", "");
    if (!server.startsWith("https://")) {
      throw new UserFault(file + ": the server of the cluster must begin with https://");
    }
    return URI.create(server);
  }

  private JsonNode named(String list, String name) {
    for (JsonNode entry : root.path(list)) {
      if (entry.path("name").asText().equals(name)) {
        return entry;
      }
    }
    throw new UserFault(file + ": there is no entry '" + name + "' in " + list);
  }

  private void refuse(JsonNode entry, String key, String instead) {
    JsonNode value = entry.path(key);
    if (!value.isMissingNode() && !value.asText().equals("false") && !value.isNull()) {
      throw new UserFault(file + ": " + key + " is not supported. " + instead);
    }
  }

  private Supplier<Optional<Secret>> token(JsonNode user) {
    String token = user.path("token").asText();
    if (!token.isEmpty()) {
      Optional<Secret> secret = Optional.of(Secret.of(token));
      return () -> secret;
    }
    String from = user.path("tokenFile").asText();
    return from.isEmpty()
        ? Optional::empty
        : () -> Optional.of(SecretFile.read(file.resolveSibling(from)));
  }

  private Optional<byte[]> bytes(JsonNode entry, String key) {
    String inline = entry.path(key + "-data").asText();
    String from = entry.path(key).asText();
    if (!inline.isEmpty()) {
      return Optional.of(Base64.getDecoder().decode(inline));
    }
    if (from.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file.resolveSibling(from)));
    } catch (IOException e) {
      throw new UserFault(file + ": cannot read " + from + ", the file of " + key, e);
    }
  }
}
