package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.auth.Proof;
import dev.tagboat.server.auth.ReportVerifiers;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.auth.Undecided;
import dev.tagboat.server.auth.Verifier;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.clusters.ReportReader;
import dev.tagboat.server.config.Cluster;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /reports/CLUSTER}: limit, verify, read, store, answer. */
final class ReportHandler implements Handler {
  private record Reporter(Cluster cluster, Verifier verifier) {}

  private record ReceiptJson(boolean newest) {}

  private final Map<String, Reporter> reporters = new HashMap<>();
  private final Reports reports;
  private final Bodies bodies;
  private final Throttle throttle;
  private final MeterRegistry meters;
  private final Refused refused;

  ReportHandler(
      List<Cluster> clusters,
      Reports reports,
      Sources sources,
      MeterRegistry meters,
      Bodies bodies,
      Throttle throttle,
      Refused refused,
      Clock clock) {
    for (Cluster cluster : clusters) {
      reporters.put(
          cluster.name(), new Reporter(cluster, ReportVerifiers.of(cluster, sources, clock)));
    }
    this.reports = reports;
    this.meters = meters;
    this.bodies = bodies;
    this.throttle = throttle;
    this.refused = refused;
  }

  @Override
  public void handle(Context ctx) {
    Reporter reporter = reporters.get(ctx.pathParam("name"));
    String name = reporter == null ? HookMeters.UNKNOWN : reporter.cluster().name();
    try {
      // No hook can have such a name.
      throttle.check(ctx, "(report) " + name);
      if (reporter == null) {
        throw new Refusal(404, "There is no cluster of this name.");
      }
    } catch (Refusal refusal) {
      count(name, Integer.toString(refusal.status()));
      throw refusal;
    }
    ctx.future(
        () ->
            body(ctx, reporter.verifier())
                .thenAccept(body -> answer(ctx, reporter, body))
                .whenComplete((done, failure) -> told(ctx, name, result(failure))));
  }

  private void told(Context ctx, String name, String status) {
    count(name, status);
    if (status.equals("401")) {
      refused.add(ctx, name);
    }
  }

  /** Judges before it reads, as far as that can be: reading is what a stranger could drag out. */
  private CompletableFuture<byte[]> body(Context ctx, Verifier verifier) {
    if (bodies.isTooLarge(ctx)) {
      return bodies.proven(ctx);
    }
    try {
      if (!verifier.mayBeAuthentic(Credentials.of(ctx, () -> new byte[0]))) {
        return CompletableFuture.failedFuture(unauthorized());
      }
    } catch (Undecided e) {
      return CompletableFuture.failedFuture(undecided(e));
    }
    return verifier.needsBody() ? bodies.unproven(ctx) : bodies.proven(ctx);
  }

  private static Refusal unauthorized() {
    return new Refusal(
        401, "The request does not prove that it comes from this cluster's applier.");
  }

  private static Refusal undecided(Undecided e) {
    return new Refusal(
        503,
        "The keys of the cluster's tokens cannot be read just now; send it again.",
        Map.of("Retry-After", Long.toString(e.retryAfter().toSeconds())));
  }

  private void answer(Context ctx, Reporter reporter, byte[] body) {
    Proof proof;
    try {
      proof = reporter.verifier().proof(Credentials.of(ctx, () -> body));
    } catch (Undecided e) {
      throw undecided(e);
    }
    if (proof == null) {
      throw unauthorized();
    }
    ClusterReport report = report(body);
    String name = reporter.cluster().name();
    if (!report.cluster().equals(name)) {
      throw new Refusal(400, "The report is of another cluster than the URL.");
    }
    boolean newest = reports.store().store(report, body, proof);
    if (newest) {
      reports.stored().accept(name);
    }
    Answers.json(ctx, 202, new ReceiptJson(newest));
  }

  private static ClusterReport report(byte[] body) {
    ReportReader.Reading reading = ReportReader.read(body);
    if (reading instanceof ReportReader.Reading.Good good) {
      return good.report();
    }
    throw new Refusal(400, ((ReportReader.Reading.Bad) reading).reason());
  }

  private static String result(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      return Integer.toString(refusal.status());
    }
    if (cause instanceof TransientFault) {
      return "503";
    }
    return cause == null ? "202" : "500";
  }

  private void count(String cluster, String status) {
    Counter.builder("tagboat.reports")
        .description("what came to /reports, by what was answered")
        .tags("cluster", cluster, "status", status)
        .register(meters)
        .increment();
  }
}
