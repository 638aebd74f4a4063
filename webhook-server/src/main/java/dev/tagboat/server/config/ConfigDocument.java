package dev.tagboat.server.config;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration file as it is written; {@link ConfigResolver} makes values of it. */
record ConfigDocument(
    @Nullable String listen,
    @Nullable String publicUrl,
    @Nullable Database database,
    @Nullable List<HookEntry> hooks,
    @Nullable List<RegistryEntry> registries,
    @Nullable List<RepositoryEntry> repositories,
    @Nullable List<PollEntry> polls,
    @Nullable List<ClusterEntry> clusters,
    @Nullable List<AlertEntry> alerts,
    @Nullable String adminToken,
    @Nullable String adminTokenFile,
    @Nullable String readerToken,
    @Nullable String readerTokenFile,
    @Nullable SignInEntry signIn,
    @Nullable LimitsEntry limits,
    @Nullable List<String> trustedProxies,
    @Nullable String data,
    @Nullable SigstoreEntry sigstore) {

  record SigstoreEntry(@JsonProperty(required = true) String trustedRoot) {}

  record SignInEntry(@JsonProperty(required = true) SignInOidcEntry oidc) {}

  record SignInOidcEntry(
      @Nullable String name,
      @JsonProperty(required = true) String issuer,
      @JsonProperty(required = true) String clientId,
      @Nullable String clientSecret,
      @Nullable String clientSecretFile,
      @Nullable List<String> scopes,
      @Nullable String claim,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> operators,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> readers) {}

  record LimitsEntry(
      @Nullable String body, @Nullable Integer requestsPerSecond, @Nullable Integer burst) {}

  record Database(
      @JsonProperty(required = true) String url,
      @Nullable String username,
      @Nullable String password,
      @Nullable String passwordFile) {}

  record HookEntry(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String type,
      @JsonProperty(required = true) String registry,
      @Nullable String auth,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> secret,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> secretFile,
      @Nullable String authHeader,
      @Nullable OidcEntry oidc,
      @Nullable SnsEntry sns,
      @Nullable List<String> images,
      @Nullable String prefix,
      @Nullable List<String> repoKeys,
      @Nullable FieldsEntry fields) {}

  record FieldsEntry(
      @Nullable String list,
      @JsonProperty(required = true) String image,
      @Nullable String tag,
      @Nullable String digest,
      @Nullable Map<String, String> only) {}

  record OidcEntry(
      @JsonProperty(required = true) String issuer,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @JsonProperty(required = true)
          List<String> audience,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> subject,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> email,
      @Nullable String jwksUri) {}

  record SnsEntry(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @JsonProperty(required = true)
          List<String> topics) {}

  record RegistryEntry(
      @JsonProperty(required = true) String host,
      @Nullable String username,
      @Nullable String password,
      @Nullable String passwordFile,
      boolean insecure,
      @Nullable List<String> trustedHosts) {}

  record RepositoryEntry(
      @JsonProperty(required = true) String url,
      @Nullable String branch,
      @JsonProperty(required = true) ForgeEntry forge,
      Repository.@Nullable CommitMode commit,
      @JsonProperty(required = true) List<String> images,
      @Nullable SshEntry ssh,
      @Nullable SigningEntry signing) {}

  record SigningEntry(
      @JsonProperty(required = true) String keyFile,
      @Nullable String passphrase,
      @Nullable String passphraseFile,
      @JsonProperty(required = true) String email,
      @Nullable String name) {}

  record PollEntry(
      @Nullable String image,
      @Nullable List<String> images,
      @Nullable String registry,
      @Nullable String interval,
      @Nullable String jitter,
      @Nullable TagsEntry tags) {}

  record ClusterEntry(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String repository,
      @Nullable String environment,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> secret,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> secretFile,
      @Nullable ClusterOidcEntry oidc,
      @Nullable String staleAfter,
      @Nullable List<Cluster.Publish> publish,
      @Nullable List<String> alerts) {}

  enum AlertType {
    SLACK,
    WEBHOOK,
    EMAIL
  }

  record AlertEntry(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) AlertType type,
      @Nullable String url,
      @Nullable String urlFile,
      @Nullable String secret,
      @Nullable String secretFile,
      @Nullable SmtpEntry smtp,
      @Nullable String repeat) {}

  record SmtpEntry(
      @JsonProperty(required = true) String host,
      @Nullable Integer port,
      AlertChannel.@Nullable Tls tls,
      @Nullable String username,
      @Nullable String password,
      @Nullable String passwordFile,
      @JsonProperty(required = true) String from,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @JsonProperty(required = true)
          List<String> to) {}

  record ClusterOidcEntry(
      @JsonProperty(required = true) String issuer,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @JsonProperty(required = true)
          List<String> audience,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @JsonProperty(required = true)
          List<String> subject,
      @Nullable String jwksUri,
      @Nullable String jwksFile) {}

  record TagsEntry(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> allow,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> ignore) {}

  record SshEntry(
      @JsonProperty(required = true) String privateKeyFile,
      @JsonProperty(required = true) String knownHostsFile) {}

  record ForgeEntry(
      @JsonProperty(required = true) ForgeAccess.Type type,
      @Nullable String apiUrl,
      @Nullable String username,
      @Nullable String token,
      @Nullable String tokenFile,
      @Nullable Long appId,
      @Nullable String privateKeyFile,
      @Nullable String webhookSecret,
      @Nullable String webhookSecretFile,
      @Nullable String flavour) {}
}
