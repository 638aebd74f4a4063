package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts texts with variables together as Compose does, and remembers where each part stands. What
 * the file of variables does not set counts as not set; a bare {@code ${NAME}} of such a one is
 * unknown, since somebody must set it.
 */
final class Interpolator {
  /** No reference is longer; variables that multiply each other stop here. */
  private static final int MAX_LENGTH = 1024;

  private final Map<String, List<Piece>> known = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private final Map<String, Link.Variable> variables = new HashMap<>();

  /**
   * @param file its variables, in the order of the file
   */
  Interpolator(List<Link.Variable> file) {
    file.forEach(this::define);
  }

  // Variables in a value see only what stands above them.
  private void define(Link.Variable variable) {
    Optional<List<Piece>> pieces = pieces(variable);
    unknown.remove(variable.name());
    known.remove(variable.name());
    variables.put(variable.name(), variable);
    pieces.ifPresentOrElse(
        value -> known.put(variable.name(), value), () -> unknown.add(variable.name()));
  }

  private Optional<List<Piece>> pieces(Link.Variable variable) {
    String value = variable.value();
    if (value == null || value.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Piece.Origin origin = origin(variable);
    Optional<List<Template.Segment>> segments =
        variable.expands()
            ? Template.parse(value)
            : Optional.of(List.of(new Template.Text(0, value.length())));
    return segments.flatMap(all -> resolve(all, value, origin, Set.of(), 0));
  }

  private static Piece.Origin origin(Link.Variable variable) {
    return new Piece.Origin(variable.file(), variable.at(), List.of(variable.start()));
  }

  /** Where the variables stand that a text names. */
  List<Piece.Origin> origins(List<Template.Segment> segments) {
    List<Piece.Origin> origins = new ArrayList<>();
    for (Template.Segment segment : segments) {
      if (segment instanceof Template.Use use) {
        Link.Variable variable = variables.get(use.name());
        if (variable != null) {
          origins.add(origin(variable));
        }
        origins.addAll(origins(use.word()));
      }
    }
    return origins;
  }

  /**
   * @param ignored variables that count as not set, by identity
   * @return empty when a part is unknown
   */
  Optional<List<Piece>> resolve(
      List<Template.Segment> segments,
      String text,
      Piece.Origin origin,
      Set<Template.Use> ignored) {
    return resolve(segments, text, origin, ignored, 0);
  }

  private Optional<List<Piece>> resolve(
      List<Template.Segment> segments,
      String text,
      Piece.Origin origin,
      Set<Template.Use> ignored,
      int depth) {
    List<Piece> pieces = new ArrayList<>();
    int length = 0;
    for (Template.Segment segment : segments) {
      List<Piece> next = List.of();
      if (segment instanceof Template.Text plain) {
        String part = text.substring(plain.from(), plain.to());
        next = List.of(new Piece(part, origin, plain.from(), depth, null));
      } else if (segment instanceof Template.Dollar) {
        next = List.of(new Piece("$", origin, 0, depth, null));
      } else if (segment instanceof Template.Use use) {
        Optional<List<Piece>> value = use(use, text, origin, ignored, depth);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        next = value.get();
      }
      length += next.stream().mapToInt(piece -> piece.text().length()).sum();
      if (length > MAX_LENGTH) {
        return Optional.empty();
      }
      pieces.addAll(next);
    }
    return Optional.of(pieces);
  }

  private Optional<List<Piece>> use(
      Template.Use use, String text, Piece.Origin origin, Set<Template.Use> ignored, int depth) {
    boolean counts = !ignored.contains(use);
    if (counts && unknown.contains(use.name())) {
      return Optional.empty();
    }
    @Nullable List<Piece> value = counts ? known.get(use.name()) : null;
    boolean set = value != null && !(use.orEmpty() && value.isEmpty());
    return switch (use.kind()) {
      case VALUE, REQUIRED -> set ? through(value, null) : Optional.empty();
      case DEFAULT ->
          set ? through(value, use) : resolve(use.word(), text, origin, ignored, depth + 1);
      case ALTERNATIVE ->
          set ? resolve(use.word(), text, origin, ignored, depth + 1) : Optional.of(List.of());
    };
  }

  private static Optional<List<Piece>> through(
      @Nullable List<Piece> value, Template.@Nullable Use use) {
    return Optional.ofNullable(value)
        .map(pieces -> pieces.stream().map(piece -> piece.through(use)).toList());
  }
}
