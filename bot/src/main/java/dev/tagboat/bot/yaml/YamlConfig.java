package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tagboat.bot.fault.UserFault;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads a configuration file into records, strictly: an unknown or repeated key, a value of the
 * wrong type and a missing required key are errors with file, line and column.
 *
 * <p>Keys are the record's component names in kebab case ({@code passwordFile} is {@code
 * password-file}), enum constants likewise in lower case. A component that must be given carries
 * {@code @JsonProperty(required = true)}; any other is null (or 0, false) when absent, and the
 * compact constructor puts the default there. An {@link IllegalArgumentException} from a
 * constructor is reported with its own message at the place of that record, so that message must
 * not quote a secret; no other message quotes a value.
 */
public final class YamlConfig {
  private static final int MAX_PROBLEMS = 20;

  private YamlConfig() {}

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
    try {
      YamlFile file = YamlFile.parse(bytes);
      List<YamlNode> documents = file.documents();
      if (documents.size() > 1) {
        throw new Unreadable(
            file.position(documents.get(1).start()), "a second document; there must be only one");
      }
      return documents.isEmpty()
          ? read(bytesOfEmptyMapping(), fileName, type, substitute)
          : bind(new YamlTree(file, documents.get(0), substitute), fileName, type);
    } catch (Unreadable e) {
      throw new UserFault(fileName + ":" + e.at() + ": " + e.reason());
    }
  }

  private static byte[] bytesOfEmptyMapping() {
    return new byte[] {'{', '}'};
  }

  // Jackson stops at the first problem: take out what it refused and ask again for the next one.
  private static <T> T bind(YamlTree tree, String fileName, Class<T> type) {
    SortedMap<Position, String> problems = new TreeMap<>();
    boolean more = true;
    while (more && problems.size() < MAX_PROBLEMS) {
      try {
        T value = BindingMapper.MAPPER.treeToValue(tree.root(), type);
        if (problems.isEmpty()) {
          return value;
        }
        more = false;
      } catch (JsonMappingException e) {
        BindingProblem problem = BindingProblem.of(e);
        if (!tree.isClouded(problem.pointer())) {
          problems.putIfAbsent(problem.position(tree), problem.sentence());
        }
        more = tree.remove(problem.pointer());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree in memory cannot fail to be read", e);
      }
    }
    throw new UserFault(
        problems.entrySet().stream()
            .map(problem -> fileName + ":" + problem.getKey() + ": " + problem.getValue())
            .collect(Collectors.joining("\n")));
  }
}
