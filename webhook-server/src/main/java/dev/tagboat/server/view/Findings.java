package dev.tagboat.server.view;

import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.server.check.Diagnosis;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What the server's credentials may do, worst first.
 *
 * @param at when that was seen
 * @param problem why it could not be seen; empty when it could
 */
public record Findings(Instant at, List<Diagnosis> all, String problem) {
  public Findings {
    all =
        all.stream()
            .sorted(Comparator.comparing((Diagnosis one) -> one.finding().status()).reversed())
            .toList();
  }

  public long count(Finding.Status status) {
    return all.stream().filter(one -> one.finding().status() == status).count();
  }

  /** Those that are as they should be. */
  public List<Diagnosis> good() {
    return all.stream().filter(one -> one.finding().status() == Finding.Status.OK).toList();
  }

  /** The rest. */
  public List<Diagnosis> doubtful() {
    return all.stream().filter(one -> one.finding().status() != Finding.Status.OK).toList();
  }
}
