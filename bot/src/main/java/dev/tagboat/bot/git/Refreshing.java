package dev.tagboat.bot.git;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the mirror up to date, and makes it anew where it is damaged. */
final class Refreshing {
  private static final Logger LOG = LoggerFactory.getLogger(Refreshing.class);

  private final Exchange exchange;
  private final Mended mirror;

  Refreshing(Exchange exchange, Mended mirror) {
    this.exchange = exchange;
    this.mirror = mirror;
  }

  Map<String, CommitId> fetch(List<String> branches) {
    Map<String, CommitId> heads = new LinkedHashMap<>();
    exchange
        .remotely(
            "fetching from " + exchange.place(),
            connection -> {
              try {
                return Fetching.fetch(mirror.repository(), connection, branches);
              } catch (IOException | RuntimeException e) {
                return again(e, branches);
              }
            })
        .forEach((branch, id) -> heads.put(branch, new CommitId(id.name())));
    return heads;
  }

  private Map<String, ObjectId> again(Exception failure, List<String> branches) throws IOException {
    if (!GitFaults.isDamage(failure)) {
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
    LOG.warn("the mirror of {} is damaged and is fetched anew", exchange.place());
    mirror.rebuild();
    try (Connection connection = exchange.open()) {
      return Fetching.fetch(mirror.repository(), connection, branches);
    }
  }
}
