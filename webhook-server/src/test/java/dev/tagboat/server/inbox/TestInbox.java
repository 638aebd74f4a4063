package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks into the inbox by tag, and waits for what must come. */
public final class TestInbox {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Sql sql;

  public TestInbox(Database database) {
    this.sql = database.readSql();
  }

  public void await(String tag, PushState state) {
    awaitAny(tag, List.of(state));
  }

  public void awaitAny(String tag, List<PushState> states) {
    await(tag + " to be " + states, () -> states.stream().anyMatch(s -> is(tag, s)));
  }

  public void awaitStep(String tag, String step) {
    await(tag + " to have the step " + step, () -> steps(tag).contains(step));
  }

  public void awaitDigest(String tag, String digest) {
    await(
        tag + " to be " + digest,
        () ->
            column(
                    "SELECT confirmed_digest AS it FROM pushes WHERE tag = ?"
                        + " AND confirmed_digest IS NOT NULL",
                    tag)
                .contains(digest));
  }

  /** That so many pushes of the tag were proposed. */
  public void awaitProposed(String tag, int times) {
    await(
        tag + " to be proposed " + times + " times",
        () -> steps(tag).stream().filter("proposed"::equals).count() == times);
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("waited in vain for " + what + ":\n" + history());
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private boolean is(String tag, PushState state) {
    return column("SELECT state AS it FROM pushes WHERE tag = ?", tag).contains(state.key());
  }

  public String sentence(String tag) {
    return String.join("\n", column("SELECT sentence AS it FROM pushes WHERE tag = ?", tag));
  }

  public List<String> steps(String tag) {
    return column(
        "SELECT h.step AS it FROM push_history h JOIN pushes p ON p.id = h.push_id"
            + " WHERE p.tag = ? ORDER BY h.id",
        tag);
  }

  /** Every line of every push. */
  public String history() {
    return String.join(
        "\n",
        sql.list(
            "SELECT p.tag, h.step, h.detail FROM push_history h JOIN pushes p ON p.id = h.push_id"
                + " ORDER BY h.id",
            row -> row.text("tag") + " " + row.text("step") + " " + row.text("detail")));
  }

  private List<String> column(String query, String value) {
    return sql.list(query, row -> row.text("it"), value);
  }
}
