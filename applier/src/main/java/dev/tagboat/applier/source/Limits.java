package dev.tagboat.applier.source;

/**
 * What a revision may bring; larger ones are refused as a whole.
 *
 * @param bytesPerFile etcd takes objects of 1.5 MiB at most, and reading one long line of YAML
 *     takes quadratic time
 */
public record Limits(int files, int bytesPerFile, long bytes) {
  public static final Limits DEFAULT = new Limits(10_000, 1 << 20, 32L << 20);
}
