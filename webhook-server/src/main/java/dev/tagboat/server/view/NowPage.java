package dev.tagboat.server.view;

import java.util.Map;

/**
 * The matrix of images and environments.
 *
 * @param configured whether a hook or a cluster is configured, so that something can come
 */
public record NowPage(
    Frame frame,
    Matrix matrix,
    MatrixQuery query,
    MatrixQuery.Selection shown,
    Map<Verdict, Long> counts,
    boolean configured) {

  /** The part of {@code matrix} that {@code query} asks for. */
  public static NowPage of(Frame frame, Matrix matrix, MatrixQuery query, boolean configured) {
    return new NowPage(frame, matrix, query, query.of(matrix), matrix.counts(), configured);
  }
}
