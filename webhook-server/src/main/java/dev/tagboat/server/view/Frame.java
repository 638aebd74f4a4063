package dev.tagboat.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the content of every page.
 *
 * @param section which part of the navigation it belongs to; null for none
 * @param viewer null when nobody is signed in
 * @param now what relative times count from
 */
public record Frame(String title, @Nullable Section section, @Nullable Viewer viewer, Instant now) {

  /** How long ago, or in how long: {@code 3 min ago}. */
  public String ago(Instant at) {
    return Times.ago(at, now);
  }

  /** The same around a page of another title. */
  public Frame titled(String other) {
    return new Frame(other, section, viewer, now);
  }

  /** What forms carry; empty when nobody is signed in. */
  public String formKey() {
    return viewer == null ? "" : viewer.formKey();
  }

  public boolean isOperator() {
    return viewer != null && viewer.isOperator();
  }
}
