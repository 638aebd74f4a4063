package dev.tagboat.server;

/** How a command prints what it found; named as options are. */
@SuppressWarnings("MemberName") // As users write it.
enum OutputFormat {
  text,
  json
}
