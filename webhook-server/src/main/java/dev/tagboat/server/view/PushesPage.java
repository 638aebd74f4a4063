package dev.tagboat.server.view;

import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of pushes, newest first.
 *
 * @param image which image's, or a part of names; empty for all
 * @param names the images that this means
 * @param state null for any
 * @param counts how many pushes there are in each state
 * @param after the id of the last push of the page before; null on the first page
 * @param next the same for the page that follows; null on the last one
 */
public record PushesPage(
    Frame frame,
    List<Row> rows,
    String image,
    List<String> names,
    @Nullable PushState state,
    Map<PushState, Long> counts,
    @Nullable String after,
    @Nullable String next) {
  public PushesPage {
    rows = List.copyOf(rows);
    names = List.copyOf(names);
    counts = Map.copyOf(counts);
  }

  /** A push and what became of it in each config repo. */
  public record Row(StoredPush push, List<StoredTarget> targets) {
    public Row {
      targets = List.copyOf(targets);
    }

    /** The config repo that the sentence speaks of, of those with a pull request; null for none. */
    public @Nullable StoredTarget spokenOf() {
      return Said.spokenOf(push, targets);
    }

    /** The others. */
    public List<StoredTarget> further() {
      return Said.linked(targets).filter(target -> !target.equals(spokenOf())).toList();
    }

    /** How its state is to be taken. */
    public String tone() {
      return Tones.of(push.state().key());
    }
  }

  /** Whether only a part of their names was given. */
  public boolean isPartOfName() {
    return !names.isEmpty() && !names.equals(List.of(image));
  }

  public boolean isFiltered() {
    return state != null || !image.isEmpty();
  }

  public long count(PushState one) {
    return counts.getOrDefault(one, 0L);
  }

  /** The address of this page. */
  public String address() {
    return address(after);
  }

  /** The address of the page that follows. */
  public String older() {
    return address(next);
  }

  private String address(@Nullable String from) {
    return "/pushes?image="
        + Links.encoded(image)
        + "&state="
        + (state == null ? "" : state.key())
        + (from == null ? "" : "&after=" + Links.encoded(from));
  }
}
