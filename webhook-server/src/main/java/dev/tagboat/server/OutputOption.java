package dev.tagboat.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import picocli.CommandLine.Option;

/** The option of every command that tells what it found: for people, or for programs. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
      defaultValue = "text")
  private OutputFormat output = OutputFormat.text;

  boolean isJson() {
    return output == OutputFormat.json;
  }

  /** Indented JSON of records, maps, lists and texts. */
  static String json(Object found) {
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records and texts can always be written", e);
    }
  }
}
