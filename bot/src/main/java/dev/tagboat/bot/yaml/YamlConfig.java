package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tagboat.bot.fault.UserFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file into records, strictly: an unknown or repeated key, a value of the
 * wrong type and a missing required key are errors with file, line and column.
 *
 * <p>Keys are the record's component names in kebab case ({@code passwordFile} is {@code
 * password-file}), enum constants likewise in lower case. A component that must be given carries
 * {@code @JsonProperty(required = true)}; any other is null (or 0, false) when absent, and the
 * compact constructor puts the default there. An {@link IllegalArgumentException} from a
 * constructor is reported with its own message at the place of that record, {@link RefusedKeys} at
 * those of the keys, so these messages must not quote a secret; no other message quotes a value.
 */
public final class YamlConfig {
  private static final int MAX_PROBLEMS = 100;

  private YamlConfig() {}

  /**
   * What a file says, as far as it can be read.
   *
   * @param value null when there is a problem with the file as a whole; where there are problems
   *     with parts, without these parts
   * @param problems in the order of the file
   */
  public record Reading<T>(@Nullable T value, List<Problem> problems, Places places) {}

  /**
   * @param fileName as messages name the file
   * @throws UserFault listing all problems found, one a line, in the order of the file
   */
  public static <T> T read(byte[] bytes, String fileName, Class<T> type) {
    return read(bytes, fileName, type, UnaryOperator.identity());
  }

  /**
   * @param substitute applied to every scalar before its type is looked at, for {@code ${NAME}};
   *     the message of its {@link IllegalArgumentException} is reported at that place
   * @throws UserFault listing all problems found, one a line
   */
  public static <T> T read(
      byte[] bytes, String fileName, Class<T> type, UnaryOperator<String> substitute) {
    Reading<T> reading = read(bytes, type, substitute, true);
    T value = reading.value();
    if (value == null || !reading.problems().isEmpty()) {
      throw fault(fileName, reading.problems());
    }
    return value;
  }

  /** Reads what can be read, for whoever has more to say about it than the records have. */
  public static <T> Reading<T> readParts(byte[] bytes, Class<T> type) {
    return read(bytes, type, UnaryOperator.identity(), false);
  }

  /**
   * The same, where records that lack a text that they need are in the value too, with {@code x} in
   * its place: what else stands there can be judged.
   */
  public static <T> Reading<T> readIncomplete(byte[] bytes, Class<T> type) {
    return read(bytes, type, UnaryOperator.identity(), true);
  }

  /**
   * All problems, one a line, in the order of the file: {@code file:line:column: sentence}. Of more
   * than 100 the first 100.
   */
  public static UserFault fault(String fileName, Collection<Problem> problems) {
    return new UserFault(
        problems.stream()
            .sorted()
            .distinct()
            .limit(MAX_PROBLEMS)
            .map(problem -> problem.line(fileName))
            .collect(Collectors.joining("\n")));
  }

  private static <T> Reading<T> read(
      byte[] bytes, Class<T> type, UnaryOperator<String> substitute, boolean supply) {
    try {
      YamlFile file = YamlFile.parse(bytes);
      List<YamlNode> documents = file.documents();
      if (documents.size() > 1) {
        throw new Unreadable(
            file.position(documents.get(1).start()), "a second document; there must be only one");
      }
      return documents.isEmpty()
          ? read(bytesOfEmptyMapping(), type, substitute, supply)
          : bind(new YamlTree(file, documents.get(0), substitute), type, supply);
    } catch (Unreadable e) {
      return new Reading<>(null, List.of(new Problem(e.at(), e.reason())), Places.NONE);
    }
  }

  private static byte[] bytesOfEmptyMapping() {
    return new byte[] {'{', '}'};
  }

  // Jackson stops at the first problem: take out what it refused and ask again for the next one.
  private static <T> Reading<T> bind(YamlTree tree, Class<T> type, boolean supply) {
    List<Problem> problems = new ArrayList<>(tree.problems());
    problems.addAll(KeyCheck.of(tree, type, supply));
    T value = null;
    boolean more = true;
    while (value == null && more && problems.size() < MAX_PROBLEMS) {
      try {
        value = BindingMapper.MAPPER.treeToValue(tree.root(), type);
      } catch (JsonMappingException e) {
        List<BindingProblem> refused = BindingProblem.of(e);
        refused.forEach(one -> report(one, tree).ifPresent(problems::add));
        more = takeOut(refused, tree);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree in memory cannot fail to be read", e);
      }
    }
    return new Reading<>(value, problems.stream().sorted().toList(), tree.places());
  }

  /** Empty for what only follows from a problem that is reported already. */
  private static Optional<Problem> report(BindingProblem problem, YamlTree tree) {
    RefusedKeys.Refusal refusal = problem.refusal();
    if (refusal == null) {
      return tree.isClouded(problem.pointer())
          ? Optional.empty()
          : Optional.of(new Problem(tree.valueAt(problem.pointer()), problem.sentence()));
    }
    JsonPointer first = problem.pointer().appendProperty(refusal.keys().get(0));
    return refusal.keys().stream().anyMatch(key -> tree.isTakenOut(problem.pointer(), key))
        ? Optional.empty()
        : Optional.of(new Problem(tree.valueAt(first), problem.sentence()));
  }

  // The refused keys alone, so that the rest of their record can be judged; a key that is missing
  // cannot be taken out.
  private static boolean takeOut(List<BindingProblem> refused, YamlTree tree) {
    boolean any = false;
    for (BindingProblem problem : refused) {
      RefusedKeys.Refusal refusal = problem.refusal();
      any |=
          refusal != null && tree.remove(problem.pointer().appendProperty(refusal.keys().get(0)));
    }
    return any || tree.remove(refused.get(0).pointer());
  }
}
