package dev.tagboat.applier.source;

/** What a fetch came to. */
public sealed interface Fetched {
  /** A revision that may be applied. */
  record Ready(Revision revision) implements Fetched {}

  /** The branch still points to the commit that the caller holds. */
  record Same() implements Fetched {}

  /** No revision. */
  record Failed(SourceFault fault) implements Fetched {}
}
