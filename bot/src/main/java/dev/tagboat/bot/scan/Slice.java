package dev.tagboat.bot.scan;

import java.util.List;

/**
 * A part of a value in a file.
 *
 * @param scalars where the value starts: for a scalar of the file itself one UTF-16 index into its
 *     text; for one in YAML that is itself the value of a scalar, that scalar's start first, then
 *     the index into its value, and so on inwards. In a file of environment variables, where the
 *     value starts.
 * @param from first character of the value
 * @param to after the last character of the value
 */
public record Slice(List<Integer> scalars, int from, int to) {
  public Slice {
    scalars = List.copyOf(scalars);
  }

  /** Start of the scalar in the file itself. */
  public int outermost() {
    return scalars.get(0);
  }

  /** The same slice as seen from inside the outermost scalar's value. */
  public Slice inner() {
    return new Slice(scalars.subList(1, scalars.size()), from, to);
  }

  public boolean isNested() {
    return scalars.size() > 1;
  }
}
