package dev.tagboat.bot.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable block in the body of our pull requests: one HTML comment that holds
 * base64url JSON, since raw JSON could end the comment early. Anyone who may edit the body may edit
 * it, so it only ever says what to leave alone, never what to write.
 *
 * @param images what the pull request moves, as {@code registry/path:tag[@digest]}
 */
public record StateBlock(List<String> images) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- tagboat:state:v1 ([A-Za-z0-9_-]{1,20000}) -->");

  public StateBlock {
    images = List.copyOf(images);
  }

  /** The block as it stands in a body. */
  public String render() {
    try {
      byte[] json = JSON.writeValueAsBytes(Map.of("images", images));
      return "<!-- tagboat:state:v1 "
          + Base64.getUrlEncoder().withoutPadding().encodeToString(json)
          + " -->";
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
      byte[] json = Base64.getUrlDecoder().decode(matcher.group(1));
      List<String> images = new ArrayList<>();
      for (JsonNode image :
          JSON.readTree(new String(json, StandardCharsets.UTF_8)).path("images")) {
        images.add(image.asText());
      }
      return Optional.of(new StateBlock(images));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A body whose block, if it has one, names no version any more. */
  public static String forget(String body) {
    return BLOCK.matcher(body).replaceAll(new StateBlock(List.of()).render());
  }

  /** Whether this block moves exactly that image to that tag (and digest, where both know one). */
  public boolean proposes(ImageName image, Tag tag, @Nullable Digest digest) {
    return images.stream()
        .flatMap(text -> ImageReference.parse(text).stream())
        .filter(reference -> reference.name().equals(image) && tag.equals(reference.tag()))
        .anyMatch(
            reference ->
                reference.digest() == null || digest == null || digest.equals(reference.digest()));
  }
}
