package dev.tagboat.bot.sigstore;

import dev.sigstore.trustroot.SigstoreTrustedRoot;

/** Where the keys of the authorities come from. */
@FunctionalInterface
interface TrustedRoots {
  /**
   * @throws dev.tagboat.bot.fault.TransientFault when they cannot be had now
   * @throws dev.tagboat.bot.fault.UserFault when a person must act first
   */
  SigstoreTrustedRoot get();
}
