package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImageName;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds pushes of an image by what people call them. Every method throws {@link
 * dev.tagboat.bot.fault.TransientFault} without a database.
 */
public final class Points {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** A whole digest, or as much of it as pages show. */
  private static final String DIGEST = "[a-z0-9]{1,16}:[0-9a-f]{6,128}";

  private static final Pattern VERSION =
      Pattern.compile(
          "(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127})(?:@(?<digest>"
              + DIGEST
              + "))?|@?(?<bare>"
              + DIGEST
              + ")");
  private static final Pattern TIME =
      Pattern.compile(
          "(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "(?:[T ](?<time>[0-9]{2}:[0-9]{2}(?<second>:[0-9]{2}(?<part>\\.[0-9]{1,9})?)?))?"
              + " ?(?:Z|UTC)?");
  private static final String OF_IMAGE = " FROM pushes WHERE registry = ? AND path = ?";
  private static final String NEWEST_FIRST = " ORDER BY id DESC LIMIT ?";

  private final Sql sql;

  public Points(Database database) {
    this.sql = database.readSql();
  }

  /**
   * A push as it is offered.
   *
   * @param digest what the registry confirmed, or else what was told; null when neither is known
   */
  public record Known(String id, String tag, @Nullable String digest, Instant receivedAt) {
    static Known of(Row row) throws SQLException {
      return new Known(
          row.text("id"),
          row.text("tag"),
          row.textOrNull("known_digest"),
          row.instant("received_at"));
    }
  }

  /** The newest pushes of an image, newest first. */
  public List<Known> newest(ImageName image, int limit) {
    return sql.list(
        "SELECT id, tag, COALESCE(confirmed_digest, digest) AS known_digest, received_at"
            + OF_IMAGE
            + NEWEST_FIRST,
        Known::of,
        image.registry(),
        image.path(),
        limit);
  }

  /**
   * The newest push of an image that is meant.
   *
   * @param text the id of a push; a tag; a digest, or its first 6 characters and more; both of them
   *     as {@code TAG@DIGEST}; or a time of UTC ({@code 2026-01-02}, {@code 2026-01-02 12:00}),
   *     which means what was pushed last until its end; cut off by an ellipsis or after the image's
   *     name as well
   */
  public Optional<StoredPush> find(ImageName image, String text) {
    String wanted = bare(image, text);
    return byId(image, wanted)
        .or(() -> byVersion(image, wanted))
        .or(() -> until(wanted).flatMap(end -> one(image, "received_at < ?", end)));
  }

  private static String bare(ImageName image, String text) {
    String bare = text.strip().replaceFirst("(?:…|\\.\\.\\.)$", "");
    return bare.startsWith(image.toString() + ":") || bare.startsWith(image + "@")
        ? bare.substring(image.toString().length() + 1)
        : bare;
  }

  private Optional<StoredPush> byId(ImageName image, String text) {
    return ID.matcher(text).matches() ? one(image, "id = ?", text) : Optional.empty();
  }

  private Optional<StoredPush> byVersion(ImageName image, String text) {
    Matcher version = VERSION.matcher(text);
    if (!version.matches()) {
      return Optional.empty();
    }
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (version.group("tag") != null) {
      conditions.add("tag = ?");
      values.add(version.group("tag"));
    }
    for (String digest : Arrays.asList(version.group("digest"), version.group("bare"))) {
      if (digest != null) {
        conditions.add("COALESCE(confirmed_digest, digest) LIKE ?");
        values.add(digest + "%");
      }
    }
    return one(image, String.join(" AND ", conditions), values.toArray());
  }

  /** The end of the day, minute or second that a text names; empty when it names none. */
  private static Optional<Instant> until(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(time.group("day"));
      LocalTime at = time.group("time") == null ? null : LocalTime.parse(time.group("time"));
      Duration length =
          at == null
              ? Duration.ofDays(1)
              : time.group("second") == null
                  ? Duration.ofMinutes(1)
                  : time.group("part") == null ? Duration.ofSeconds(1) : Duration.ofMillis(1);
      LocalTime start = at == null ? LocalTime.MIDNIGHT : at;
      return Optional.of(day.atTime(start).toInstant(ZoneOffset.UTC).plus(length));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<StoredPush> one(ImageName image, String condition, Object... values) {
    List<Object> all = new ArrayList<>(List.of(image.registry(), image.path()));
    all.addAll(Arrays.asList(values));
    all.add(1);
    return sql
        .list(
            "SELECT *" + OF_IMAGE + " AND " + condition + NEWEST_FIRST,
            StoredPush::of,
            all.toArray())
        .stream()
        .findFirst();
  }
}
