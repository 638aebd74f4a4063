package dev.tagboat.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of sender whose events are understood. */
public enum HookType {
  /** CNCF Distribution notifications, of 2.x and 3.x. */
  DISTRIBUTION(AuthKind.BEARER),
  /** The registry of a self-managed GitLab; Distribution's notifications. */
  GITLAB(AuthKind.BEARER),
  /** Docker Hub's webhooks; it can send no header. */
  DOCKERHUB(AuthKind.PATH),
  /** GitHub's webhooks on packages. */
  GHCR(AuthKind.HMAC_SHA256),
  /** Harbor's webhooks, in its own and in CloudEvents format. */
  HARBOR(AuthKind.HEADER),
  /** Quay's notifications; it can send no header. */
  QUAY(AuthKind.PATH),
  /** Azure Container Registry's webhooks, and its events through Event Grid. */
  ACR(AuthKind.BEARER),
  /** Amazon ECR's events, through an API destination of EventBridge or through SNS. */
  ECR(AuthKind.HEADER),
  /** Google Artifact Registry's events, pushed by Pub/Sub. */
  GAR(AuthKind.BEARER),
  /** JFrog Artifactory's webhooks. */
  JFROG(AuthKind.HMAC_SHA256),
  /** Sonatype Nexus Repository's webhooks. */
  NEXUS(AuthKind.HMAC_SHA1),
  /** The webhooks of Gitea and Forgejo on packages. */
  GITEA(AuthKind.HMAC_SHA256),
  /** zot's events. */
  ZOT(AuthKind.BEARER),
  /** CDEvents of artifacts. */
  CDEVENTS(AuthKind.BEARER),
  /** Tagboat's own small form, for CI jobs and people, or any JSON by configured pointers. */
  GENERIC(AuthKind.BEARER);

  private final AuthKind defaultAuth;

  HookType(AuthKind defaultAuth) {
    this.defaultAuth = defaultAuth;
  }

  /** How such a sender proves itself unless configured otherwise. */
  public AuthKind defaultAuth() {
    return defaultAuth;
  }

  /**
   * Returns {@code auth} when such a sender can prove itself so.
   *
   * @throws IllegalArgumentException when it is too weak for what the sender can do, or the
   *     sender's messages are of another kind
   */
  AuthKind requireAuth(AuthKind auth) {
    if (auth == AuthKind.HMAC_SHA1 && this != NEXUS) {
      throw new IllegalArgumentException(
          "hmac-sha1 is only for the type nexus, which has nothing better; use hmac-sha256");
    }
    if (auth == AuthKind.SNS && this != ECR) {
      throw new IllegalArgumentException("sns is only for the type ecr");
    }
    if ((auth == AuthKind.HMAC_SHA256 || auth == AuthKind.OIDC) && knowsOnlyUrl()) {
      throw new IllegalArgumentException(
          "senders of the type "
              + key()
              + " sign nothing; leave 'auth' out, and the secret is the end of the URL");
    }
    return auth;
  }

  /** Whether such a sender can be told a URL and nothing else. */
  public boolean knowsOnlyUrl() {
    return this == DOCKERHUB || this == QUAY;
  }

  /** Whether such a sender, or who writes it, can sign what it sends with a shared secret. */
  public boolean signs() {
    return defaultAuth == AuthKind.HMAC_SHA256
        || defaultAuth == AuthKind.HMAC_SHA1
        || this == CDEVENTS
        || this == GENERIC;
  }

  /** The header in which such a sender sends a secret as it is. */
  public String secretHeader() {
    return this == JFROG ? "X-JFrog-Event-Auth" : "Authorization";
  }

  /** The header in which such a sender, or what signs for it, sends an HMAC-SHA256. */
  public String signatureHeader() {
    return switch (this) {
      case GHCR -> "X-Hub-Signature-256";
      case GITEA -> "X-Gitea-Signature";
      case JFROG -> secretHeader();
      case DISTRIBUTION,
          GITLAB,
          DOCKERHUB,
          HARBOR,
          QUAY,
          ACR,
          ECR,
          GAR,
          NEXUS,
          ZOT,
          CDEVENTS,
          GENERIC ->
          "X-Signature-256";
    };
  }

  /** Whether one such sender has several repositories, each with a key and images of its own. */
  boolean hasRepoKeys() {
    return this == JFROG || this == NEXUS;
  }

  /** The type as configuration files name it, in lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming those there are
   */
  static HookType parse(String text) {
    return Arrays.stream(values())
        .filter(type -> type.key().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this type of hook is not supported; supported: "
                        + Arrays.stream(values())
                            .map(HookType::key)
                            .collect(Collectors.joining(", "))));
  }
}
