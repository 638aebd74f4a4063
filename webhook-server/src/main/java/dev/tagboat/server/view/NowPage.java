package dev.tagboat.server.view;

import dev.tagboat.server.inbox.Halt;
import java.util.List;
import java.util.Map;

/**
 * The matrix of images and environments.
 *
 * @param halts what is paused, images by name, config repos by key
 * @param configured whether a hook or a cluster is configured, so that something can come
 */
public record NowPage(
    Frame frame,
    Matrix matrix,
    MatrixQuery query,
    MatrixQuery.Selection shown,
    Map<Verdict, Long> counts,
    List<Halt> halts,
    boolean configured) {
  public NowPage {
    halts = List.copyOf(halts);
  }

  /** Whether the image of a row is paused. */
  public boolean isPaused(Matrix.Row row) {
    return isPaused(Halt.Kind.IMAGE, row.image().toString());
  }

  /** Whether the config repo of a column is paused. */
  public boolean isPaused(Place place) {
    return isPaused(Halt.Kind.REPOSITORY, place.repository());
  }

  private boolean isPaused(Halt.Kind kind, String name) {
    return halts.stream().anyMatch(halt -> halt.kind() == kind && halt.name().equals(name));
  }

  /** The part of {@code matrix} that {@code query} asks for. */
  public static NowPage of(
      Frame frame, Matrix matrix, MatrixQuery query, List<Halt> halts, boolean configured) {
    return new NowPage(frame, matrix, query, query.of(matrix), matrix.counts(), halts, configured);
  }
}
