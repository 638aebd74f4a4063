package dev.tagboat.bot.forge.embedded;

import java.util.Locale;

/** What a token may touch, named as GitHub names the permissions of an App. */
public enum Permission {
  METADATA,
  CONTENTS,
  PULL_REQUESTS,
  ISSUES,
  STATUSES,
  CHECKS,
  DEPLOYMENTS,
  ADMINISTRATION,
  REPOSITORY_HOOKS,
  /** Of the organization: who is in it, and its teams. */
  MEMBERS;

  /** The name in JSON, for example {@code pull_requests}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How far the permission goes. */
  public enum Access {
    READ,
    WRITE
  }
}
