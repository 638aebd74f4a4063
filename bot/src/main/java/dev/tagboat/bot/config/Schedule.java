package dev.tagboat.bot.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When pull requests may be opened and moved: windows, each written as the five fields of a Unix
 * cron expression and a time zone, such as {@code * 9-16 * * 1-5 Europe/Berlin}. A window is open
 * in every minute that its expression names. The minutes are always {@code *}: one minute an hour
 * would be missed.
 */
public final class Schedule {
  private static final int WORDS = 6;

  private final List<Window> windows;

  private record Window(ExecutionTime times, ZoneId zone) {}

  /** Its own class, since few repos have a schedule and its library takes a while to load. */
  private static final class Cron {
    private static final CronParser PARSER =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private Cron() {}

    static ExecutionTime times(String fields) {
      return ExecutionTime.forCron(PARSER.parse(fields).validate());
    }
  }

  private Schedule(List<Window> windows) {
    this.windows = windows;
  }

  /**
   * @param windows none means always
   * @throws IllegalArgumentException naming the window that cannot be read, and why
   */
  static Schedule parse(List<String> windows) {
    return new Schedule(windows.stream().map(Schedule::window).toList());
  }

  private static Window window(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length != WORDS) {
      throw wrong(text, "it has five fields of cron and a time zone: * 9-16 * * 1-5 Europe/Berlin");
    }
    if (!words[0].equals("*")) {
      throw wrong(text, "its minutes must be *, since a window is open for whole hours");
    }
    try {
      ZoneId zone = ZoneId.of(words[WORDS - 1]);
      String fields = String.join(" ", List.of(words).subList(0, WORDS - 1));
      ExecutionTime times = Cron.times(fields);
      // 2024 is a leap year: a window that opens on 29 February is found, too.
      if (times.nextExecution(ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, zone)).isEmpty()) {
        throw wrong(text, "it never opens");
      }
      return new Window(times, zone);
    } catch (DateTimeException e) {
      throw wrong(text, words[WORDS - 1] + " is no time zone, such as Europe/Berlin or UTC");
    } catch (Wrong e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(text, "its first five fields are no cron expression");
    }
  }

  private static Wrong wrong(String text, String why) {
    return new Wrong("schedule '" + text + "' is no window: " + why);
  }

  private static final class Wrong extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  /** Whether something may happen at that time. */
  public boolean isOpen(Instant at) {
    return windows.isEmpty()
        || windows.stream().anyMatch(w -> w.times().isMatch(at.atZone(w.zone())));
  }

  /** When the next window opens, in its own time zone; empty when one is open or there is none. */
  public Optional<ZonedDateTime> opens(Instant now) {
    if (isOpen(now)) {
      return Optional.empty();
    }
    return windows.stream()
        .flatMap(w -> w.times().nextExecution(now.atZone(w.zone())).stream())
        .min(Comparator.comparing(ZonedDateTime::toInstant));
  }

  /** A time as people read it: {@code 2026-11-26 09:00 Europe/Berlin}. */
  public static String words(ZonedDateTime time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT).format(time);
  }
}
