package dev.tagboat.bot.forge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The schemas of what GitHub sends to webhooks, made by Octokit from recorded deliveries. */
public final class WebhookContract {
  private static final String IRI = "mem:webhooks";
  private static final String RESOURCE = "github-webhooks.json.gz";
  private static final String SCHEMAS = resource();

  private final JsonNode definitions = tree(SCHEMAS).path("definitions");
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V7,
          builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(IRI, SCHEMAS))));

  /**
   * What a delivery does wrong, as sentences; none is a clean one.
   *
   * @param event as in {@code X-GitHub-Event}
   */
  public List<String> delivery(String event, String body) {
    String name = event + "$" + tree(body).path("action").asText("event");
    if (!definitions.has(name)) {
      return List.of("GitHub sends no " + name);
    }
    SchemaLocation location = SchemaLocation.of(IRI + "#/definitions/" + name);
    return factory.getSchema(location).validate(body, InputFormat.JSON).stream()
        .map(message -> name + ": " + message.getMessage())
        .toList();
  }

  private static JsonNode tree(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource() {
    try (InputStream in = WebhookContract.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + WebhookContract.class);
      }
      return new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
