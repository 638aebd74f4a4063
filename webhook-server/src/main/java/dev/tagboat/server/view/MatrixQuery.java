package dev.tagboat.server.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the matrix is shown, as the page's address says.
 *
 * @param filter what image or tag must contain; empty for all
 * @param state null for any
 * @param page from 1
 */
public record MatrixQuery(String filter, @Nullable Verdict state, Order order, int page) {
  private static final int MOST_ROWS = 100;

  // With what else the page has, below 300 kB.
  private static final int MOST_BYTES = 250_000;
  public static final MatrixQuery ALL = new MatrixQuery("", null, Order.ATTENTION, 1);

  /** In which order images are shown. */
  public enum Order {
    /** What needs somebody first. */
    ATTENTION,
    NAME,
    /** Where something happened last first. */
    RECENT;

    private Comparator<Matrix.Row> comparator() {
      Comparator<Matrix.Row> byName = Comparator.comparing(Matrix.Row::image);
      return switch (this) {
        case ATTENTION -> Comparator.comparing(Matrix.Row::worst).thenComparing(byName);
        case NAME -> byName;
        case RECENT -> Comparator.comparing(Matrix.Row::since).reversed().thenComparing(byName);
      };
    }

    /** As queries spell it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The order of that spelling. */
    public static Optional<Order> parse(String key) {
      return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }
  }

  /**
   * What is shown of a matrix.
   *
   * @param matching how many rows there are on all pages
   */
  public record Selection(List<Matrix.Row> rows, int matching, int page, int pages) {
    public Selection {
      rows = List.copyOf(rows);
    }
  }

  /** The rows of this page; the last one when there are fewer pages. */
  public Selection of(Matrix matrix) {
    String text = filter.strip().toLowerCase(Locale.ROOT);
    List<Matrix.Row> matching =
        matrix.rows().stream()
            .filter(row -> text.isEmpty() || row.mentions(text))
            .filter(row -> state == null || row.is(state))
            .sorted(order.comparator())
            .toList();
    int titles = matrix.places().stream().mapToInt(place -> Portion.bytes(place.title())).sum();
    Portion<Matrix.Row> part =
        Portion.of(matching, row -> titles + row.bytes(), page, MOST_ROWS, MOST_BYTES);
    return new Selection(part.shown(), matching.size(), part.page(), part.pages());
  }

  /** The address of the same with another state; null for any. */
  public String with(@Nullable Verdict other) {
    return new MatrixQuery(filter, other, order, 1).address();
  }

  /** The address of another page of the same. */
  public String on(int other) {
    return new MatrixQuery(filter, state, order, other).address();
  }

  /** Of the page that shows this; without what is usual. */
  public String address() {
    StringBuilder address = new StringBuilder();
    add(address, "filter", filter);
    add(address, "state", state == null ? "" : state.key());
    add(address, "sort", order == Order.ATTENTION ? "" : order.key());
    add(address, "page", page == 1 ? "" : Integer.toString(page));
    return "/" + address;
  }

  private static void add(StringBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address
          .append(address.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(Links.encoded(value));
    }
  }
}
