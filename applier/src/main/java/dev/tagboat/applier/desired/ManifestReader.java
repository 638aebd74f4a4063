package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.source.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads manifests out of files: {@code .yaml}, {@code .yml} and {@code .json}, several documents
 * each, lists opened. All problems are found at once.
 */
public final class ManifestReader {
  private static final Pattern NAMES = Pattern.compile(".*\\.(yaml|yml|json)");

  private final List<Manifest> manifests = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<ObjectId, Place> seen = new HashMap<>();

  private ManifestReader() {}

  /** Files of other names are left out. */
  public static Desired read(List<SourceFile> files) {
    ManifestReader reader = new ManifestReader();
    for (SourceFile file : files) {
      if (NAMES.matcher(file.name()).matches()) {
        reader.file(file);
      }
    }
    return new Desired(reader.manifests, reader.problems);
  }

  private void file(SourceFile file) {
    try {
      refusePointer(file);
      if (JsonReader.isJson(file.bytes())) {
        json(file).forEach(this::document);
        return;
      }
      int documents = 0;
      YamlReader.Copies copies = new YamlReader.Copies();
      for (Pieces.Piece piece : Pieces.of(file.bytes())) {
        List<YamlReader.Document> read =
            YamlReader.read(file.path(), text(file, piece), piece.lines(), copies);
        read.forEach(this::document);
        documents += read.size();
        refuseMany(new Place(file.path(), piece.lines() + 1, 1), documents);
      }
    } catch (Unreadable e) {
      problems.add(e.line());
    }
  }

  // What SOPS has encrypted is found document by document.
  private static void refusePointer(SourceFile file) throws Unreadable {
    if (Standins.isPointer(file.bytes())) {
      throw new Unreadable(new Place(file.path(), 1, 1), "this " + Standins.POINTED);
    }
  }

  private static void refuseMany(Place at, int documents) throws Unreadable {
    if (documents > YamlReader.MAX_DOCUMENTS) {
      throw new Unreadable(at, "more than " + YamlReader.MAX_DOCUMENTS + " documents in one file");
    }
  }

  private static List<YamlReader.Document> json(SourceFile file) throws Unreadable {
    String text = text(file, new Pieces.Piece(0, file.bytes().length, 0));
    try {
      return JsonReader.read(file.path(), text);
    } catch (Unreadable e) {
      // YAML begins with a brace too where its flow style is used.
      if (file.name().endsWith(".json")) {
        throw e;
      }
      return YamlReader.read(file.path(), text);
    }
  }

  private static String text(SourceFile file, Pieces.Piece piece) throws Unreadable {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(file.bytes(), piece.from(), piece.to() - piece.from());
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Unreadable(new Place(file.path(), piece.lines() + 1, 1), "this is not UTF-8");
    }
  }

  private void document(YamlReader.Document document) {
    if (!document.value().isNull()) {
      document(document.at(), document.value());
    }
  }

  private void document(Place at, JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      problems.add(at + ": a manifest is a mapping with apiVersion, kind and metadata");
    } else if (isList(object)) {
      for (JsonNode item : object.get("items")) {
        document(at, named(item, object));
      }
    } else {
      object(at, object);
    }
  }

  private static boolean isList(ObjectNode object) {
    return object.path("kind").asText().endsWith("List")
        && object.get("items") instanceof ArrayNode;
  }

  // Items of a list of one kind may leave their kind to it, as kubectl has it.
  private static JsonNode named(JsonNode item, ObjectNode list) {
    String kind = list.path("kind").asText();
    String one = kind.substring(0, kind.length() - "List".length());
    if (item instanceof ObjectNode fields && !one.isEmpty() && !fields.has("kind")) {
      fields.put("kind", one);
      if (!fields.has("apiVersion") && list.has("apiVersion")) {
        fields.set("apiVersion", list.get("apiVersion"));
      }
    }
    return item;
  }

  private void object(Place at, ObjectNode object) {
    List<String> wrong = Shape.problems(object);
    wrong.forEach(sentence -> problems.add(at + ": " + sentence));
    if (!wrong.isEmpty()) {
      return;
    }
    Shape.clean(object);
    ObjectId id = Shape.id(object);
    Protocols.fill(id, object);
    Place before = seen.putIfAbsent(id, at);
    if (before != null) {
      problems.add(at + ": " + id + " stands in " + before + " already");
    } else {
      manifests.add(new Manifest(id, object.get("apiVersion").asText(), object, at));
    }
  }
}
