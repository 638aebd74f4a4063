package dev.tagboat.bot.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable block in the body of our pull requests: one HTML comment that holds
 * base64url JSON, since raw JSON could end the comment early; compressed where a large group would
 * leave no room for what people read. Anyone who may edit the body may edit it, so it only ever
 * says what to leave alone, never what to write.
 *
 * @param images what the pull request moves, as {@code registry/path:tag[@digest]}
 * @param ignored what people do not want: in the same form, or without a tag for a whole image
 * @param seen the id of the last comment that was answered; 0 when there is none
 * @param ending why we closed it ourselves; null when we did not
 */
public record StateBlock(
    List<String> images, List<String> ignored, long seen, @Nullable Ending ending) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- tagboat:state:v(?<form>[12]) (?<text>[A-Za-z0-9_-]{1,45000}) -->");

  /** In characters; beyond, it is compressed. */
  private static final int PLAIN = 8_000;

  /** Compressed; beyond, digests are left out: a tag is then meant with any. */
  private static final int WITH_DIGESTS = 40_000;

  /** Nothing. */
  public static final StateBlock EMPTY = new StateBlock(List.of(), List.of(), 0);

  public StateBlock {
    images = List.copyOf(images);
    ignored = List.copyOf(ignored);
  }

  /** Of one that we did not close. */
  public StateBlock(List<String> images, List<String> ignored, long seen) {
    this(images, ignored, seen, null);
  }

  /** The block as it stands in a body. */
  public String render() {
    byte[] json = json();
    String plain = encode(json);
    if (plain.length() <= PLAIN) {
      return "<!-- tagboat:state:v1 " + plain + " -->";
    }
    String packed = encode(Packed.pack(json));
    return "<!-- tagboat:state:v2 "
        + (packed.length() <= WITH_DIGESTS ? packed : encode(Packed.pack(lean().json())))
        + " -->";
  }

  /** As it stands in the body before, where that says the same: to compress has many results. */
  String render(String before) {
    String fresh = render();
    Matcher known = BLOCK.matcher(before);
    return known.find() && parse(known.group()).equals(parse(fresh)) ? known.group() : fresh;
  }

  private StateBlock lean() {
    return new StateBlock(withoutDigests(images), withoutDigests(ignored), seen, ending);
  }

  private static List<String> withoutDigests(List<String> references) {
    return references.stream().map(text -> text.replaceFirst("@.*", "")).distinct().toList();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] json() {
    ObjectNode json = JSON.createObjectNode();
    json.set("images", JSON.valueToTree(images));
    if (!ignored.isEmpty()) {
      json.set("ignored", JSON.valueToTree(ignored));
    }
    if (seen > 0) {
      json.put("seen", seen);
    }
    if (ending != null) {
      json.put("ending", ending.key());
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings always become JSON", e);
    }
  }

  /** Finds the block in a body; empty when there is none that can be read. */
  public static Optional<StateBlock> parse(String body) {
    Matcher matcher = BLOCK.matcher(body);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(matcher.group("text"));
      byte[] plain = matcher.group("form").equals("1") ? bytes : Packed.unpack(bytes);
      JsonNode json = JSON.readTree(new String(plain, StandardCharsets.UTF_8));
      return Optional.of(
          new StateBlock(
              texts(json.path("images")),
              texts(json.path("ignored")),
              Math.max(0, json.path("seen").asLong()),
              Ending.of(json.path("ending").asText())));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** A body whose block says this from now on; unchanged when it has none. */
  public String in(String body) {
    return BLOCK.matcher(body).replaceAll(Matcher.quoteReplacement(render()));
  }

  /** Whether this block moves exactly that image to that tag (and digest, where both know one). */
  public boolean proposes(ImageName image, Tag tag, @Nullable Digest digest) {
    return references(images).stream().anyMatch(known -> is(known, image, tag, digest));
  }

  /** Whether people do not want that image, or not with that tag. */
  public boolean ignores(ImageName image, Tag tag, @Nullable Digest digest) {
    return references(ignored).stream()
        .anyMatch(
            known ->
                known.tag() == null ? known.name().equals(image) : is(known, image, tag, digest));
  }

  /** Whether people do not want this version. */
  public boolean ignores(ImageReference version) {
    Tag tag = version.tag();
    return tag != null && ignores(version.name(), tag, version.digest());
  }

  private static List<ImageReference> references(List<String> texts) {
    return texts.stream().flatMap(text -> ImageReference.parse(text).stream()).toList();
  }

  private static boolean is(
      ImageReference known, ImageName image, Tag tag, @Nullable Digest digest) {
    return known.name().equals(image)
        && tag.equals(known.tag())
        && (known.digest() == null || digest == null || digest.equals(known.digest()));
  }
}
