package dev.tagboat.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.server.inbox.AuditEntry;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.view.AuditPage;
import dev.tagboat.server.view.Frame;
import dev.tagboat.server.view.Pages;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code GET /audit}, also as {@code .csv} and {@code .jsonl}; days are of UTC. */
final class AuditHandler {
  private static final int SHOWN = 30;
  private static final int PART = 1_000;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "at",
          "actor",
          "action",
          "subject",
          "repository",
          "detail",
          "source",
          "step",
          "hash");

  private final PageFront front;
  private final AuditLog audit;

  AuditHandler(PageFront front, AuditLog audit) {
    this.front = front;
    this.audit = audit;
  }

  private record Range(String from, String to, Instant since, Instant until) {
    static Range of(Query query) {
      Optional<LocalDate> from = query.text("from").map(Range::day);
      Optional<LocalDate> to = query.text("to").map(Range::day);
      return new Range(
          query.text("from").orElse(""),
          query.text("to").orElse(""),
          from.map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC)).orElse(Instant.EPOCH),
          to.map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
              .orElse(Instant.parse("9999-01-01T00:00:00Z")));
    }

    private static LocalDate day(String text) {
      try {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() >= 1970 && day.getYear() < 9999) {
          return day;
        }
      } catch (DateTimeException e) {
        // Said below.
      }
      throw new Refusal(400, "from and to must be days, such as 2026-11-24.");
    }
  }

  String page(Context ctx, Frame frame) {
    Query query = new Query(ctx, Set.of("from", "to", "before"));
    Range range = Range.of(query);
    Long before = query.text("before").map(AuditHandler::number).orElse(null);
    audit.takeOver();
    List<AuditEntry> found =
        audit.newest(
            before == null ? Long.MAX_VALUE : before, range.since(), range.until(), SHOWN + 1);
    List<AuditEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
    Pages pages = front.pages();
    return pages.audit(
        new AuditPage(
            frame,
            shown,
            range.from(),
            range.to(),
            before,
            found.size() > SHOWN ? shown.get(SHOWN - 1).number() : null));
  }

  private static long number(String text) {
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new Refusal(400, "before must be the number of an entry.");
    }
    return Long.parseLong(text);
  }

  void csv(Context ctx) throws IOException {
    write(ctx, "text/csv; charset=utf-8", String.join(",", COLUMNS) + "\r\n", AuditHandler::csv);
  }

  void jsonLines(Context ctx) throws IOException {
    write(ctx, "application/jsonl", "", AuditHandler::json);
  }

  private void write(Context ctx, String type, String head, Function<AuditEntry, String> line)
      throws IOException {
    front.guard().require(ctx);
    Range range = Range.of(new Query(ctx, Set.of("from", "to")));
    audit.takeOver();
    ctx.contentType(type);
    OutputStream out = ctx.outputStream();
    out.write(head.getBytes(StandardCharsets.UTF_8));
    long after = 0;
    List<AuditEntry> part = audit.range(after, range.since(), range.until(), PART);
    while (!part.isEmpty()) {
      String text = part.stream().map(line).collect(Collectors.joining());
      out.write(text.getBytes(StandardCharsets.UTF_8));
      after = part.get(part.size() - 1).number();
      part = audit.range(after, range.since(), range.until(), PART);
    }
  }

  private static List<String> values(AuditEntry entry) {
    return List.of(
        Long.toString(entry.number()),
        entry.at().toString(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.repository(),
        entry.detail(),
        entry.source(),
        entry.sourceId() == null ? "" : entry.sourceId().toString(),
        entry.hash());
  }

  /** By RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. */
  private static String csv(AuditEntry entry) {
    return values(entry).stream().map(AuditHandler::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String value) {
    boolean formula = Stream.of("=", "+", "-", "@", "\t", "\r").anyMatch(value::startsWith);
    return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
  }

  private static String json(AuditEntry entry) {
    Map<String, Object> line = new LinkedHashMap<>();
    List<String> values = values(entry);
    for (int i = 0; i < COLUMNS.size(); i++) {
      line.put(COLUMNS.get(i), values.get(i));
    }
    line.put("number", entry.number());
    try {
      return MAPPER.writeValueAsString(line) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }
}
