package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tagboat.bot.fault.UserFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
 * constructor is reported with its own message, so that message must not quote a secret; no other
 * message quotes a value. Where its first word is one of the record's keys, it is reported at that
 * value, and the rest of the record is still looked at; else at the place of the record.
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
    Reading<T> reading = read(bytes, type, substitute);
    T value = reading.value();
    if (value == null || !reading.problems().isEmpty()) {
      throw fault(fileName, reading.problems());
    }
    return value;
  }

  /** Reads what can be read, for whoever has more to say about it than the records have. */
  public static <T> Reading<T> readParts(byte[] bytes, Class<T> type) {
    return read(bytes, type, UnaryOperator.identity());
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
      byte[] bytes, Class<T> type, UnaryOperator<String> substitute) {
    try {
      YamlFile file = YamlFile.parse(bytes);
      List<YamlNode> documents = file.documents();
      if (documents.size() > 1) {
        throw new Unreadable(
            file.position(documents.get(1).start()), "a second document; there must be only one");
      }
      return documents.isEmpty()
          ? read(bytesOfEmptyMapping(), type, substitute)
          : bind(new YamlTree(file, documents.get(0), substitute), type);
    } catch (Unreadable e) {
      return new Reading<>(null, List.of(new Problem(e.at(), e.reason())), Places.NONE);
    }
  }

  private static byte[] bytesOfEmptyMapping() {
    return new byte[] {'{', '}'};
  }

  // Jackson stops at the first problem: take out what it refused and ask again for the next one.
  private static <T> Reading<T> bind(YamlTree tree, Class<T> type) {
    List<Problem> problems = new ArrayList<>(tree.problems());
    problems.addAll(KeyCheck.of(tree, type));
    T value = null;
    boolean more = true;
    while (value == null && more && problems.size() < MAX_PROBLEMS) {
      try {
        value = BindingMapper.MAPPER.treeToValue(tree.root(), type);
      } catch (JsonMappingException e) {
        BindingProblem problem = BindingProblem.of(e);
        JsonPointer blamed = tree.blamed(problem);
        if (!tree.isClouded(blamed)) {
          problems.add(new Problem(tree.valueAt(blamed), problem.sentence()));
        }
        more = tree.remove(blamed);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree in memory cannot fail to be read", e);
      }
    }
    return new Reading<>(value, problems.stream().sorted().toList(), tree.places());
  }
}
