package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a text that was put together from variables.
 *
 * @param origin the value it stands in
 * @param from where in that value
 * @param depth how many variables lead to it
 * @param instead the variable of the outermost text it came from whose default it keeps out; null
 *     when there is none
 */
record Piece(String text, Origin origin, int from, int depth, Template.@Nullable Use instead) {

  /**
   * A value in a file.
   *
   * @param scalars as in {@link Slice}
   */
  record Origin(String file, Position at, List<Integer> scalars) {
    Origin {
      scalars = List.copyOf(scalars);
    }
  }

  /** The same, one variable further out. */
  Piece through(Template.@Nullable Use use) {
    return new Piece(text, origin, from, depth + 1, use);
  }
}
