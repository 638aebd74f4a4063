package dev.tagboat.bot.sigstore;

import dev.sigstore.trustroot.TransparencyLog;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Finds the log that an entry says to be of. */
final class Logs {
  private Logs() {}

  /** One that was in use at that time: the key of a log may have been lost later. */
  static TransparencyLog of(List<TransparencyLog> logs, String id, Instant at) throws Unproven {
    return TransparencyLog.find(logs, HexFormat.of().parseHex(id), at)
        .orElseThrow(() -> new Unproven("its entry is of no transparency log that is trusted"));
  }
}
