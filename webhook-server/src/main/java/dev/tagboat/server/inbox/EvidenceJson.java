package dev.tagboat.server.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@link ImageEvidence} as the database keeps it and the API shows it: only {@code missing}, or all
 * the others. Times are RFC 3339 in UTC, sizes bytes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceJson(
    @Nullable String missing,
    @Nullable String digest,
    @Nullable String mediaType,
    @Nullable String readAt,
    @Nullable String created,
    @Nullable List<PlatformJson> platforms,
    @Nullable Map<String, ClaimJson> claims,
    @Nullable CommandJson command,
    @Nullable List<AttachmentJson> attachments,
    @Nullable List<String> gaps) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final ImageEvidence UNREADABLE =
      new ImageEvidence.Missing("what was stored cannot be read by this version");

  record PlatformJson(@Nullable String name, String digest, @Nullable Long size) {}

  record ClaimJson(String value, String from) {}

  record CommandJson(String user, List<String> entrypoint, List<String> arguments) {}

  record AttachmentJson(String kind, String via, @Nullable String type, @Nullable String digest) {}

  public static EvidenceJson of(ImageEvidence evidence) {
    return evidence instanceof ImageEvidence.Seen seen
        ? of(seen)
        : new EvidenceJson(
            ((ImageEvidence.Missing) evidence).reason(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
  }

  private static EvidenceJson of(ImageEvidence.Seen seen) {
    Map<String, ClaimJson> claims = new TreeMap<>();
    seen.claims().forEach((n, c) -> claims.put(n, new ClaimJson(c.value(), key(c.from()))));
    ImageEvidence.Command command = seen.command();
    return new EvidenceJson(
        null,
        seen.digest().value(),
        seen.mediaType(),
        seen.at().toString(),
        seen.created() == null ? null : seen.created().toString(),
        seen.platforms().stream()
            .map(p -> new PlatformJson(p.name(), p.digest().value(), p.size()))
            .toList(),
        claims,
        new CommandJson(command.user(), command.entrypoint(), command.arguments()),
        seen.attachments().stream().map(EvidenceJson::of).toList(),
        seen.gaps());
  }

  private static AttachmentJson of(ImageEvidence.Attachment found) {
    Digest digest = found.digest();
    return new AttachmentJson(
        key(found.kind()), key(found.via()), found.type(), digest == null ? null : digest.value());
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String write(ImageEvidence evidence) {
    try {
      // PostgreSQL takes no NUL in a text; nothing that is kept holds one, save a media type.
      return MAPPER.writeValueAsString(of(evidence)).replace("\\u0000", " ");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written", e);
    }
  }

  static ImageEvidence read(String text) {
    try {
      return MAPPER.readValue(text, EvidenceJson.class).evidence();
    } catch (JsonProcessingException
        | DateTimeException
        | IllegalArgumentException
        | NullPointerException e) {
      return UNREADABLE;
    }
  }

  private ImageEvidence evidence() {
    if (missing != null) {
      return new ImageEvidence.Missing(missing);
    }
    CommandJson run = Objects.requireNonNull(command);
    return new ImageEvidence.Seen(
        new Digest(Objects.requireNonNull(digest)),
        Objects.requireNonNull(mediaType),
        Instant.parse(Objects.requireNonNull(readAt)),
        Objects.requireNonNull(platforms).stream()
            .map(p -> new ImageEvidence.Platform(p.name(), new Digest(p.digest()), p.size()))
            .toList(),
        created == null ? null : Instant.parse(created),
        Objects.requireNonNull(claims).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> claim(e.getValue()))),
        new ImageEvidence.Command(run.user(), run.entrypoint(), run.arguments()),
        Objects.requireNonNull(attachments).stream().map(EvidenceJson::attachment).toList(),
        Objects.requireNonNull(gaps));
  }

  private static ImageEvidence.Claim claim(ClaimJson claim) {
    return new ImageEvidence.Claim(claim.value(), named(ImageEvidence.Origin.class, claim.from()));
  }

  private static ImageEvidence.Attachment attachment(AttachmentJson json) {
    return new ImageEvidence.Attachment(
        named(ImageEvidence.Kind.class, json.kind()),
        named(ImageEvidence.Via.class, json.via()),
        json.type(),
        json.digest() == null ? null : new Digest(json.digest()));
  }

  private static <E extends Enum<E>> E named(Class<E> type, String key) {
    return Enum.valueOf(type, key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
