package dev.tagboat.bot.edit;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.scan.Slice;
import java.util.Comparator;
import java.util.List;

/** A change of a part of one value. */
record Part(Slice slice, String expected, String text) {

  /**
   * Several changes of one value as one that spans them.
   *
   * @throws UserFault when an expected text is not there
   */
  static Part joined(List<Part> parts, String value) {
    List<Part> sorted =
        parts.stream()
            .distinct()
            .sorted(Comparator.comparingInt(part -> part.slice.from()))
            .toList();
    int start = sorted.get(0).slice.from();
    int done = start;
    StringBuilder text = new StringBuilder();
    for (Part part : sorted) {
      Slice slice = part.slice;
      if (slice.from() < done || !value.startsWith(part.expected, slice.from())) {
        throw new UserFault("the file changed since it was scanned: another value at its place");
      }
      text.append(value, done, slice.from()).append(part.text);
      done = slice.to();
    }
    Slice span = new Slice(sorted.get(0).slice.scalars(), start, done);
    return new Part(span, value.substring(start, done), text.toString());
  }

  /** The same change as seen from inside the outermost scalar's value. */
  Part inner() {
    return new Part(slice.inner(), expected, text);
  }

  /** The whole value after the change. */
  String applied(String value) {
    return value.substring(0, slice.from()) + text + value.substring(slice.to());
  }
}
