package dev.tagboat.server.view;

import dev.tagboat.server.inbox.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, newest first.
 *
 * @param from the first day, {@code 2026-11-24}; empty for the beginning
 * @param to the last day; empty for today
 * @param before the number that all shown are smaller than; null on the first page
 * @param next likewise of the next page; null on the last one
 */
public record AuditPage(
    Frame frame,
    List<AuditEntry> entries,
    String from,
    String to,
    @Nullable Long before,
    @Nullable Long next) {
  public AuditPage {
    entries = List.copyOf(entries);
  }

  /** The address of the same as a file. */
  public String file(String form) {
    return "/audit." + form + "?from=" + Links.encoded(from) + "&to=" + Links.encoded(to);
  }

  /** The address of this page. */
  public String address() {
    return address(before);
  }

  /**
   * The address of another part.
   *
   * @param number as {@code before}; null for the newest
   */
  public String address(@Nullable Long number) {
    return "/audit?from="
        + Links.encoded(from)
        + "&to="
        + Links.encoded(to)
        + (number == null ? "" : "&before=" + number);
  }
}
