package dev.tagboat.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of sender whose events are understood. */
public enum HookType {
  /** CNCF Distribution notifications. */
  DISTRIBUTION(AuthKind.BEARER),
  /** Tagboat's own small form, for CI jobs and people. */
  GENERIC(AuthKind.BEARER);

  private final AuthKind defaultAuth;

  HookType(AuthKind defaultAuth) {
    this.defaultAuth = defaultAuth;
  }

  /** How such a sender proves itself unless configured otherwise. */
  public AuthKind defaultAuth() {
    return defaultAuth;
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
