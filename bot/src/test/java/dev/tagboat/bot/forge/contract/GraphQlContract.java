package dev.tagboat.bot.forge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * GitHub's own schema of its GraphQL API, loaded once per JVM. Every check answers the violations
 * as sentences; none is a clean exchange.
 */
final class GraphQlContract {
  private static final String RESOURCE = "github-schema.graphql.gz";

  private static final class Holder {
    static final GraphQlContract SHARED = new GraphQlContract(resource());
  }

  private final GraphQLSchema schema;
  private final ObjectMapper json = new ObjectMapper();

  GraphQlContract(String description) {
    TypeDefinitionRegistry types = new SchemaParser().buildRegistry(SlimSchema.parse(description));
    this.schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
  }

  /** The schema that comes with these tests. */
  static GraphQlContract shared() {
    return Holder.SHARED;
  }

  /** What a request does wrong: its document, and its variables. */
  List<String> request(String body) {
    List<String> violations = new ArrayList<>();
    JsonNode request = tree(body);
    if (!request.path("query").isTextual()) {
      return List.of("GraphQL: the request is no JSON object with a query");
    }
    String text = request.path("query").asText();
    try {
      Document document = Parser.parse(text);
      new Validator()
          .validateDocument(schema, document, Locale.ENGLISH)
          .forEach(error -> violations.add("GraphQL: " + error.getMessage()));
      if (violations.isEmpty()) {
        coerce(operation(document), request.path("variables"));
      }
    } catch (InvalidSyntaxException e) {
      violations.add("GraphQL: " + e.getMessage());
    } catch (graphql.GraphQLException e) {
      violations.add("GraphQL variables: " + e.getMessage());
    }
    return violations;
  }

  private void coerce(OperationDefinition operation, JsonNode variables) {
    Map<String, Object> given = json.convertValue(variables, new MapOfAny());
    CoercedVariables unused =
        ValuesResolver.coerceVariableValues(
            schema,
            operation.getVariableDefinitions(),
            RawVariables.of(given == null ? Map.of() : given),
            GraphQLContext.getDefault(),
            Locale.ENGLISH);
  }

  private static final class MapOfAny
      extends com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>> {}

  /** What the answer to a request does wrong, where it holds data and no error. */
  List<String> response(String request, String answer) {
    JsonNode data = tree(answer).path("data");
    if (!data.isObject() || tree(answer).has("errors") || !request(request).isEmpty()) {
      return List.of();
    }
    OperationDefinition operation = operation(Parser.parse(tree(request).path("query").asText()));
    GraphQLObjectType root =
        operation.getOperation() == OperationDefinition.Operation.MUTATION
            ? schema.getMutationType()
            : schema.getQueryType();
    List<String> violations = new ArrayList<>();
    object(root, operation.getSelectionSet(), data, "data", violations);
    return violations;
  }

  private void object(
      GraphQLFieldsContainer type,
      SelectionSet selections,
      JsonNode value,
      String at,
      List<String> violations) {
    for (Selection<?> selection : selections.getSelections()) {
      if (selection instanceof Field field) {
        String path = at + "." + field.getResultKey();
        JsonNode inner = value.path(field.getResultKey());
        if (inner.isMissingNode()) {
          violations.add("GraphQL answer: " + path + " is asked for and missing");
        } else if (!field.getName().startsWith("__")) {
          GraphQLOutputType inside = type.getFieldDefinition(field.getName()).getType();
          any(inside, field.getSelectionSet(), inner, path, violations);
        }
      }
    }
  }

  private void any(
      GraphQLType type,
      SelectionSet selections,
      JsonNode value,
      String at,
      List<String> violations) {
    if (type instanceof GraphQLNonNull present) {
      if (value.isNull()) {
        violations.add("GraphQL answer: " + at + " is null and must not be");
      } else {
        any(present.getWrappedType(), selections, value, at, violations);
      }
    } else if (type instanceof GraphQLList list && value.isArray()) {
      value.forEach(item -> any(list.getWrappedType(), selections, item, at + "[]", violations));
    } else if (type instanceof GraphQLFieldsContainer inner && value.isObject()) {
      object(inner, selections, value, at, violations);
    } else if (type instanceof GraphQLUnionType && value.isObject()) {
      // What stands in it depends on which of its types it is; only the value tells.
      return;
    } else if (!value.isNull()
        && (value.isContainerNode() || type instanceof GraphQLCompositeType)) {
      violations.add("GraphQL answer: " + at + " is not as its type says");
    }
  }

  private static OperationDefinition operation(Document document) {
    return document.getDefinitionsOfType(OperationDefinition.class).get(0);
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String resource() {
    try (InputStream in = GraphQlContract.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + GraphQlContract.class);
      }
      return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
