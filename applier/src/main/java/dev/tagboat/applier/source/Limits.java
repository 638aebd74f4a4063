package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SourceConfig;

/**
 * What a revision may bring; larger ones are refused as a whole.
 *
 * @param bytesPerFile manifests that install an operator have some 4 MB, of many documents
 */
public record Limits(int files, int bytesPerFile, long bytes) {
  public static final Limits DEFAULT = new Limits(10_000, SourceConfig.MAX_FILE, 32L << 20);

  /** Those that the configuration sets. */
  public static Limits of(SourceConfig config) {
    return new Limits(DEFAULT.files(), config.maxFile(), DEFAULT.bytes());
  }
}
