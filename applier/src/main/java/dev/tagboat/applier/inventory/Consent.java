package dev.tagboat.applier.inventory;

import java.util.Optional;

/**
 * What a person has allowed, by annotations of the inventory; each for one commit only.
 *
 * @param delete the commit that may delete more than the guard allows
 * @param rewrite the commit that may be applied though the history was rewritten
 */
public record Consent(Optional<String> delete, Optional<String> rewrite) {
  /** Annotation. */
  public static final String ALLOW_DELETE = "tagboat.dev/allow-delete";

  /** Annotation. */
  public static final String ACCEPT_REWRITE = "tagboat.dev/accept-rewrite";

  public static final Consent NONE = new Consent(Optional.empty(), Optional.empty());

  /** With what the command line allows beside. */
  public Consent or(Consent other) {
    return new Consent(delete.or(other::delete), rewrite.or(other::rewrite));
  }
}
