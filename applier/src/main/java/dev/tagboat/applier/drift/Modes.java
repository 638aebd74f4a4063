package dev.tagboat.applier.drift;

import dev.tagboat.applier.config.DriftConfig;
import dev.tagboat.applier.config.DriftRule;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.desired.ObjectId;
import java.util.Optional;

/**
 * What to do about the drift of an object: what its annotation in the config repo says, or else the
 * first rule of the configuration that covers it, or else {@code drift.mode}. The annotation of the
 * object in the cluster does not count: whoever changed the one could have changed the other.
 */
public final class Modes {
  /** {@code heal} or {@code alert}. */
  public static final String ANNOTATION = "tagboat.dev/drift";

  private final DriftConfig config;

  public Modes(DriftConfig config) {
    this.config = config;
  }

  public DriftConfig.Mode of(Manifest manifest) {
    return said(manifest).or(() -> ruled(manifest)).orElse(config.mode());
  }

  private static Optional<DriftConfig.Mode> said(Manifest manifest) {
    return Marks.annotation(manifest.head(), ANNOTATION).flatMap(DriftConfig.Mode::of);
  }

  private Optional<DriftConfig.Mode> ruled(Manifest manifest) {
    ObjectId id = manifest.id();
    return config.modes().stream()
        .filter(
            rule ->
                rule.covers(manifest.at().file(), id.kind(), id.group(), id.namespace(), id.name()))
        .map(DriftRule::mode)
        .findFirst();
  }
}
