package dev.tagboat.applier.config;

import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the configuration file. */
public final class ConfigFile {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_DEPTH = 20;

  private ConfigFile() {}

  /**
   * Reads strictly: unknown, repeated and missing keys and wrong values are reported with line and
   * column, all at once. Relative file names start from the folder of the configuration file.
   *
   * @throws UserFault listing all problems, one a line: {@code file:line:column: sentence}
   */
  public static ApplierConfig read(Path file) {
    Problems problems = new Problems(file.toString());
    Path folder = file.toAbsolutePath().getParent();
    ConfigResolver resolver = new ConfigResolver(folder == null ? file : folder);
    ApplierConfig config = resolver.resolve(Section.of(problems, "", node(file)));
    problems.refuse();
    return config;
  }

  private static Node node(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    try {
      Node node = new Yaml(options).compose(new StringReader(text(file)));
      if (node == null) {
        throw new UserFault(file + ":1:1: the configuration is empty");
      }
      return node;
    } catch (MarkedYAMLException e) {
      throw new UserFault(place(file, e) + "this is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new UserFault(file + ":1:1: this is not YAML: " + e.getMessage());
    }
  }

  private static String place(Path file, MarkedYAMLException e) {
    return e.getProblemMark() == null
        ? file + ":1:1: "
        : file
            + ":"
            + (e.getProblemMark().getLine() + 1)
            + ":"
            + (e.getProblemMark().getColumn() + 1)
            + ": ";
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserFault(file + ": a configuration has at most " + MAX_BYTES + " bytes");
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserFault(file + ": the configuration must be written in UTF-8", e);
    } catch (IOException e) {
      throw new UserFault(
          "cannot read the configuration " + file + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
