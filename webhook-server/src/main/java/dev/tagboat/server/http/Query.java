package dev.tagboat.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of a request to the API, read strictly. */
final class Query {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final Context ctx;

  /**
   * @throws Refusal 400 when a parameter is not among {@code known}, or is given twice
   */
  Query(Context ctx, Set<String> known) {
    this.ctx = ctx;
    ctx.queryParamMap()
        .forEach(
            (name, values) -> {
              if (!known.contains(name) || values.size() != 1) {
                throw new Refusal(
                    400, "Parameters are " + String.join(", ", sorted(known)) + ", each once.");
              }
            });
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A number from 1 on.
   *
   * @throws Refusal 400 when it is none
   */
  int number(String name, int usual) {
    String text = text(name).orElse(Integer.toString(usual));
    if (!NUMBER.matcher(text).matches()) {
      throw new Refusal(400, name + " must be a number from 1 on.");
    }
    return Integer.parseInt(text);
  }

  /**
   * {@code limit}, 1 to {@code most}.
   *
   * @throws Refusal 400 when it is not
   */
  int limit(int usual, int most) {
    String text = text("limit").orElse(Integer.toString(usual));
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > most) {
      throw new Refusal(400, "limit must be a number from 1 to " + most + ".");
    }
    return Integer.parseInt(text);
  }
}
