package dev.tagboat.server.view;

import dev.tagboat.server.inbox.AuditEntry;
import java.util.List;

/**
 * Who changed what, newest first.
 *
 * @param from the first day, {@code 2026-11-24}; empty for the beginning
 * @param to the last day; empty for today
 * @param more whether there is more than is shown
 */
public record AuditPage(
    Frame frame, List<AuditEntry> entries, String from, String to, boolean more) {
  public AuditPage {
    entries = List.copyOf(entries);
  }

  /** The address of the same as a file. */
  public String file(String form) {
    return "/audit." + form + "?from=" + Links.encoded(from) + "&to=" + Links.encoded(to);
  }

  /** The address of this page. */
  public String address() {
    return "/audit?from=" + Links.encoded(from) + "&to=" + Links.encoded(to);
  }
}
