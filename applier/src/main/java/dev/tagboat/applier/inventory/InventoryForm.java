package dev.tagboat.applier.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.fault.UserFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The inventory as a ConfigMap: {@code data.revision}, and {@code data.objects} with a line for
 * each object, its parts separated by tabs: apiVersion, id, UID, two hashes. A large one is zipped
 * into {@code binaryData.objects}, since a ConfigMap holds 1 MiB.
 */
public final class InventoryForm {
  private static final int PLAIN_LIMIT = 600 * 1024;
  private static final int ZIPPED_LIMIT = 950 * 1024;
  private static final int UNZIPPED_LIMIT = 16 << 20;
  private static final int COLUMNS = 5;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private InventoryForm() {}

  /**
   * @param version of this program
   * @param earlier members that may still exist, which the parent must name too
   * @throws UserFault when it is too large for one ConfigMap
   */
  public static ObjectNode write(
      ApplySet set, String version, Inventory inventory, Collection<ObjectId> earlier) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata");
    metadata.put("name", set.name()).put("namespace", set.namespace());
    metadata.putObject("labels").put(ApplySet.ID, set.id());
    TreeSet<ObjectId> members = new TreeSet<>(inventory.entries().keySet());
    members.addAll(earlier);
    ObjectNode annotations = metadata.putObject("annotations");
    set.annotations(version, members).forEach(annotations::put);
    ObjectNode data = map.putObject("data");
    inventory.revision().ifPresent(commit -> data.put("revision", commit));
    String lines =
        inventory.entries().values().stream()
            .map(InventoryForm::line)
            .collect(Collectors.joining("\n"));
    if (lines.length() <= PLAIN_LIMIT) {
      data.put("objects", lines);
    } else {
      map.putObject("binaryData").put("objects", zipped(lines));
    }
    return map;
  }

  private static String line(Entry entry) {
    return String.join(
        "\t",
        entry.apiVersion(),
        entry.id().toString(),
        entry.uid(),
        entry.wanted(),
        entry.found());
  }

  private static String zipped(String lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    if (bytes.size() > ZIPPED_LIMIT) {
      throw new UserFault(
          "the inventory is too large for one ConfigMap. Apply parts of the config repo by appliers"
              + " of their own.");
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UserFault when the ConfigMap is another tool's, or was damaged: what is owned must not
   *     be guessed
   */
  public static Inventory read(ApplySet set, JsonNode map) {
    String label = Marks.label(map, ApplySet.ID).orElse("");
    String tooling = Marks.annotation(map, ApplySet.TOOLING).orElse("");
    if (!label.equals(set.id()) || !tooling.startsWith(ApplySet.TOOL + "/")) {
      throw damaged(set, "it does not carry the marks of a Tagboat inventory");
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : lines(set, map).split("\n", -1)) {
      if (!line.isEmpty()) {
        entries.add(entry(set, line));
      }
    }
    Optional<String> revision =
        Optional.of(map.path("data").path("revision").asText())
            .filter(commit -> COMMIT.matcher(commit).matches());
    return Inventory.of(revision, entries);
  }

  /** What the ConfigMap's annotations allow. */
  public static Consent consent(JsonNode map) {
    return new Consent(
        Marks.annotation(map, Consent.ALLOW_DELETE), Marks.annotation(map, Consent.ACCEPT_REWRITE));
  }

  private static String lines(ApplySet set, JsonNode map) {
    JsonNode zipped = map.path("binaryData").path("objects");
    if (!zipped.isTextual()) {
      return map.path("data").path("objects").asText();
    }
    byte[] bytes = Base64.getDecoder().decode(zipped.asText());
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(zip.readNBytes(UNZIPPED_LIMIT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw damaged(set, "its list cannot be unzipped");
    }
  }

  private static Entry entry(ApplySet set, String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != COLUMNS) {
      throw damaged(set, "a line of its list has " + parts.length + " parts");
    }
    try {
      return new Entry(ObjectId.parse(parts[1]), parts[0], parts[2], parts[3], parts[4]);
    } catch (IllegalArgumentException e) {
      throw damaged(set, String.valueOf(e.getMessage()));
    }
  }

  private static UserFault damaged(ApplySet set, String why) {
    return new UserFault(
        "the inventory, ConfigMap "
            + set.namespace()
            + "/"
            + set.name()
            + ", cannot be read: "
            + why
            + ". Nothing is changed. Restore it, or delete it to start a new one: then objects"
            + " that the config repo no longer has stay where they are.");
  }
}
