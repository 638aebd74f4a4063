package dev.tagboat.server.clusters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports for tests, made of the one that the applier's own tests hold its reports to. */
public final class ReportJson {
  public static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path EXAMPLE =
      Path.of("../applier/src/test/resources/dev/tagboat/applier/report/report.json");

  private final ObjectNode json;

  private ReportJson(ObjectNode json) {
    this.json = json;
  }

  /** The example as it is. */
  public static ReportJson example() {
    try {
      return new ReportJson((ObjectNode) MAPPER.readTree(Files.readString(EXAMPLE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a cluster in which all is well, at some time of 2026-01-02. */
  public static ReportJson healthy(String time) {
    return example()
        .set("time", "\"2026-01-02T" + time + "Z\"")
        .set("changes", "[]")
        .set("health", "[]")
        .set("drift", "[]")
        .image("1.2.3", "current");
  }

  public ReportJson image(String tag, String state) {
    return set(
        "images",
        "[{ \"image\": \"registry.acme.io/acme/web\", \"tag\": \""
            + tag
            + "\", \"digest\": null, \"object\": \"apps/Deployment/shop/web\","
            + " \"container\": \"web\", \"ready\": \"3/3\", \"state\": \""
            + state
            + "\" }]");
  }

  public ReportJson health(String status) {
    return set(
        "health",
        "[{ \"id\": \"apps/Deployment/shop/web\", \"status\": \""
            + status
            + "\", \"reason\": \"2 of 3\" }]");
  }

  public ReportJson drift(boolean healed) {
    return set(
        "drift",
        "[{ \"id\": \"ConfigMap/shop/web\", \"healed\": "
            + healed
            + ", \"reason\": \"was changed\", \"diff\": [\"~ /data/k: 1 -> 2\"] }]");
  }

  public ReportJson set(String key, String value) {
    try {
      json.set(key, MAPPER.readTree(value));
      return this;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode tree() {
    return json;
  }

  public String text() {
    return json.toString();
  }

  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  public ClusterReport read() {
    return ((ReportReader.Reading.Good) ReportReader.read(bytes())).report();
  }
}
