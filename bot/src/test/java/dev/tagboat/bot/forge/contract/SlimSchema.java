package dev.tagboat.bot.forge.contract;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the schema that comes with these tests out of GitHub's: all types and fields, without
 * prose. A field that the original has twice is kept once; directives on definitions are left out.
 */
final class SlimSchema {
  private SlimSchema() {}

  /**
   * @param args the schema as GitHub publishes it; the file to write, packed
   */
  public static void main(String[] args) throws IOException {
    String slim = slim(Files.readString(Path.of(args[0])));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      out.write(slim.getBytes(StandardCharsets.UTF_8));
    }
  }

  static String slim(String schema) {
    Document.Builder slim = Document.newDocument();
    for (Definition<?> definition : parse(schema).getDefinitions()) {
      if (!(definition instanceof DirectiveDefinition)) {
        slim.definition(bare(definition));
      }
    }
    return AstPrinter.printAstCompact(slim.build());
  }

  /** As {@link Parser}, for documents of any length. */
  static Document parse(String text) {
    ParserOptions options =
        ParserOptions.newParserOptions()
            .maxCharacters(Integer.MAX_VALUE)
            .maxTokens(Integer.MAX_VALUE)
            .maxWhitespaceTokens(Integer.MAX_VALUE)
            .captureSourceLocation(false)
            .build();
    return Parser.parse(
        ParserEnvironment.newParserEnvironment().document(text).parserOptions(options).build());
  }

  private static Definition<?> bare(Definition<?> definition) {
    if (definition instanceof ObjectTypeDefinition type) {
      return type.transform(
          b ->
              b.description(null)
                  .directives(List.of())
                  .fieldDefinitions(fields(type.getFieldDefinitions())));
    }
    if (definition instanceof InterfaceTypeDefinition type) {
      return type.transform(
          b ->
              b.description(null)
                  .directives(List.of())
                  .definitions(fields(type.getFieldDefinitions())));
    }
    if (definition instanceof InputObjectTypeDefinition type) {
      return type.transform(
          b ->
              b.description(null)
                  .directives(List.of())
                  .inputValueDefinitions(inputs(type.getInputValueDefinitions())));
    }
    if (definition instanceof EnumTypeDefinition type) {
      return type.transform(
          b ->
              b.description(null)
                  .directives(List.of())
                  .enumValueDefinitions(
                      type.getEnumValueDefinitions().stream()
                          .map(v -> v.transform(e -> e.description(null).directives(List.of())))
                          .toList()));
    }
    if (definition instanceof UnionTypeDefinition type) {
      return type.transform(b -> b.description(null).directives(List.of()));
    }
    if (definition instanceof ScalarTypeDefinition type) {
      return type.transform(b -> b.description(null).directives(List.of()));
    }
    return definition;
  }

  private static List<FieldDefinition> fields(List<FieldDefinition> fields) {
    Set<String> names = new HashSet<>();
    return fields.stream()
        .filter(field -> names.add(field.getName()))
        .map(
            field ->
                field.transform(
                    b ->
                        b.description(null)
                            .directives(List.of())
                            .inputValueDefinitions(inputs(field.getInputValueDefinitions()))))
        .toList();
  }

  private static List<InputValueDefinition> inputs(List<InputValueDefinition> inputs) {
    Set<String> names = new HashSet<>();
    return inputs.stream()
        .filter(input -> names.add(input.getName()))
        .map(input -> input.transform(b -> b.description(null).directives(List.of())))
        .toList();
  }
}
