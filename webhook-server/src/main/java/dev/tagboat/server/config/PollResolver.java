package dev.tagboat.server.config;

import com.google.re2j.Pattern;
import dev.tagboat.bot.config.RegularExpression;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.registry.RegistrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Makes polls of an entry under {@code polls:}, one for each image that it names. */
final class PollResolver {
  private static final java.util.regex.Pattern TIME =
      java.util.regex.Pattern.compile("([0-9]{1,6})([smhd])");

  private final Problems problems;

  PollResolver(Problems problems) {
    this.problems = problems;
  }

  List<Poll> polls(String at, ConfigDocument.PollEntry entry) {
    int before = problems.count();
    Duration interval = time(at + ".interval", entry.interval());
    Duration jitter = time(at + ".jitter", entry.jitter());
    Poll.Tags tags = tags(at, entry.tags());
    List<ImageName> images = images(at, entry);
    if (problems.count() > before) {
      return List.of();
    }
    return images.stream()
        .map(image -> problems.attempt(at, () -> poll(image, interval, jitter, tags)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Poll poll(
      ImageName image, @Nullable Duration interval, @Nullable Duration jitter, Poll.Tags tags) {
    return new Poll(
        image,
        interval == null ? Poll.USUAL : interval,
        jitter == null ? Poll.usualJitter(interval) : jitter,
        tags);
  }

  private List<ImageName> images(String at, ConfigDocument.PollEntry entry) {
    List<String> many = entry.images() == null ? List.of() : entry.images();
    if ((entry.image() == null) == many.isEmpty()) {
      problems.add(at, "a poll needs either image or images, which name what is to be looked at");
      return List.of();
    }
    List<ImageName> names = new ArrayList<>();
    if (entry.image() != null) {
      add(names, at + ".image", entry.image(), entry.registry());
    }
    for (int i = 0; i < many.size(); i++) {
      add(names, at + ".images[" + i + "]", many.get(i), entry.registry());
    }
    return names;
  }

  private void add(List<ImageName> names, String at, String text, @Nullable String registry) {
    ImageName name = problems.attempt(at, () -> name(text, registry));
    if (name != null) {
      names.add(name);
    }
  }

  private static ImageName name(String text, @Nullable String registry) {
    if (registry == null) {
      return ImageName.parse(text).orElseThrow(() -> noName(text));
    }
    if (ImageName.startsWithHost(text)) {
      throw new IllegalArgumentException(
          "give the host either here or as registry, not both: " + Printable.quote(text));
    }
    return ImageName.of(RegistrySettings.of(registry).host(), text).orElseThrow(() -> noName(text));
  }

  private static IllegalArgumentException noName(String text) {
    return new IllegalArgumentException(
        "not an image name without a tag: "
            + Printable.quote(text)
            + " (patterns are not possible: registries do not list their images)");
  }

  private Poll.Tags tags(String at, ConfigDocument.@Nullable TagsEntry entry) {
    return entry == null
        ? Poll.Tags.ALL
        : new Poll.Tags(
            expressions(at + ".tags.allow", entry.allow()),
            expressions(at + ".tags.ignore", entry.ignore()));
  }

  private List<Pattern> expressions(String at, @Nullable List<String> texts) {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      Pattern pattern = problems.attempt(at, () -> expression(text));
      if (pattern != null) {
        patterns.add(pattern);
      }
    }
    return patterns;
  }

  private static Pattern expression(String text) {
    try {
      return RegularExpression.compile(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a regular expression (RE2): " + Printable.quote(text) + ": " + e.getMessage(), e);
    }
  }

  private @Nullable Duration time(String at, @Nullable String text) {
    return text == null ? null : problems.attempt(at, () -> time(text));
  }

  private static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a time: " + Printable.quote(text) + " (want a number and s, m, h or d, as in 5m)");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
