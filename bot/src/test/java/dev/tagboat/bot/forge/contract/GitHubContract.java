package dev.tagboat.bot.forge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * GitHub's own description of its REST API, loaded once per JVM (schemas are compiled at their
 * first use). Every check answers the violations as sentences; none is a clean exchange.
 */
public final class GitHubContract {
  private static final String IRI = "mem:github";
  private static final String RESOURCE = "github-openapi-slim.json";

  /**
   * Routes that GitHub still serves but no longer describes, and that github-api still calls; each
   * is held to the operation that took its place.
   */
  private static final Map<String, String> LEGACY =
      Map.of(
          // GHRepository.getRef, since 2013; the described route has the singular "ref".
          "/repos/{owner}/{repo}/git/refs/{ref}", "/repos/{owner}/{repo}/git/ref/{ref}",
          // GHRepository.listCommitStatuses.
          "/repos/{owner}/{repo}/statuses/{ref}", "/repos/{owner}/{repo}/commits/{ref}/statuses");

  private static final class Holder {
    static final GitHubContract SHARED = new GitHubContract(resource());
  }

  private final List<Operation> operations = new ArrayList<>();
  private final JsonSchemaFactory schemas;

  GitHubContract(String description) {
    JsonNode root = parse(description);
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(op -> add(path.getKey(), path.getKey(), op.getKey(), op.getValue())));
    LEGACY.forEach(
        (old, now) -> {
          JsonNode get = root.path("paths").path(now).path("get");
          if (!get.isMissingNode()) {
            add(old, now, "get", get);
          }
        });
    operations.sort(Comparator.comparingInt(Operation::literals).reversed());
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V4,
            builder ->
                builder
                    .metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(IRI, description))));
  }

  /** The description that comes with these tests. */
  public static GitHubContract shared() {
    return Holder.SHARED;
  }

  /** What a request does wrong; {@code path} is URL-encoded and has no base path. */
  public List<String> request(
      String method, String path, Iterable<String> queryNames, String body) {
    Optional<Operation> found = find(method, path);
    if (found.isEmpty()) {
      return List.of("GitHub describes no operation " + method + " " + path);
    }
    Operation operation = found.get();
    List<String> violations = new ArrayList<>();
    for (String name : queryNames) {
      if (!operation.knowsQuery(name)) {
        violations.add(operation + ": GitHub describes no query parameter '" + name + "'");
      }
    }
    if (!body.isEmpty() || required(operation)) {
      violations.addAll(check(operation, "request", "/requestBody", body));
    }
    return violations;
  }

  /** What an answer does wrong. */
  public List<String> response(String method, String path, int status, String body) {
    return find(method, path).map(op -> response(op, status, body)).orElseGet(List::of);
  }

  private List<String> response(Operation operation, int status, String body) {
    boolean described = operation.node().path("responses").has(Integer.toString(status));
    // Any call may be refused or fail; GitHub does not list those answers at every operation.
    if (!described && status != 304 && status < 400) {
      return List.of(operation + ": GitHub describes no answer " + status);
    }
    if (status == 204 && !body.isEmpty()) {
      return List.of(operation + ": an answer 204 must be empty");
    }
    return described
        ? check(operation, "answer " + status, "/responses/" + status, body)
        : List.of();
  }

  private static boolean required(Operation operation) {
    return operation.node().path("requestBody").path("required").asBoolean();
  }

  private List<String> check(Operation operation, String what, String part, String body) {
    String pointer = part + "/content/application~1json/schema";
    if (operation.node().at(pointer).isMissingNode()) {
      return List.of();
    }
    if (body.isEmpty()) {
      return List.of(operation + ": the " + what + " must have a body");
    }
    SchemaLocation location = SchemaLocation.of(IRI + "#" + operation.pointer() + pointer);
    try {
      return schemas.getSchema(location).validate(body, InputFormat.JSON).stream()
          .map(message -> operation + ": " + what + ": " + message.getMessage())
          .toList();
    } catch (IllegalArgumentException e) {
      return List.of(operation + ": " + what + " is not JSON");
    }
  }

  private void add(String template, String described, String method, JsonNode node) {
    String pointer = "/paths/" + described.replace("~", "~0").replace("/", "~1") + "/" + method;
    operations.add(Operation.of(method.toUpperCase(Locale.ROOT), template, pointer, node));
  }

  private Optional<Operation> find(String method, String path) {
    return operations.stream().filter(op -> op.matches(method, path)).findFirst();
  }

  private static JsonNode parse(String description) {
    try {
      return new ObjectMapper().readTree(description);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource() {
    try (InputStream in = GitHubContract.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + GitHubContract.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
