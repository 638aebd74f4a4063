package dev.tagboat.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of {@code limits}, {@code trusted-proxies} and {@code public-url}. */
final class FrontResolver {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})(KiB|MiB)");
  private static final int LARGEST = 32 << 20;
  private static final int MOST = 1_000_000;

  private final Problems problems;

  FrontResolver(Problems problems) {
    this.problems = problems;
  }

  Front front(
      ConfigDocument.@Nullable LimitsEntry limits,
      @Nullable List<String> proxies,
      @Nullable String publicUrl) {
    Integer body = null;
    Front.Rate rate = Front.Rate.STANDARD;
    if (limits != null) {
      String size = limits.body();
      body = size == null ? null : problems.attempt("limits.body", () -> bytes(size));
      rate = rate(limits);
    }
    return new Front(body == null ? Front.BODY : body, rate, ranges(proxies), url(publicUrl));
  }

  private @Nullable URI url(@Nullable String text) {
    return text == null ? null : problems.attempt("public-url", () -> publicUrl(text));
  }

  private static URI publicUrl(String text) {
    try {
      URI url = new URI(text.replaceAll("/+$", ""));
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      boolean bare =
          url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
      if (web && bare && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below: the message of the exception quotes the whole text, which may hold a password.
    }
    throw new IllegalArgumentException(
        "must be how registries reach this server, such as https://tagboat.acme.io");
  }

  private Front.Rate rate(ConfigDocument.LimitsEntry limits) {
    Integer each = limits.requestsPerSecond();
    Integer burst = limits.burst();
    if (each == null && burst == null) {
      return Front.Rate.STANDARD;
    }
    int perSecond = each == null ? Front.Rate.STANDARD.perSecond() : each;
    int atOnce = burst == null ? perSecond * 10 : burst;
    positive("limits.requests-per-second", perSecond);
    positive("limits.burst", burst == null ? 1 : burst);
    return new Front.Rate(perSecond, atOnce, true);
  }

  private void positive(String path, int number) {
    if (number < 1 || number > MOST) {
      problems.add(path, "must be a number from 1 to " + MOST);
    }
  }

  private static Integer bytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    long bytes =
        matcher.matches()
            ? Long.parseLong(matcher.group(1)) << ("KiB".equals(matcher.group(2)) ? 10 : 20)
            : 0;
    if (bytes < 1024 || bytes > LARGEST) {
      throw new IllegalArgumentException("must be a size from 1KiB to 32MiB, such as 2MiB");
    }
    return (int) bytes;
  }

  private List<AddressRange> ranges(@Nullable List<String> texts) {
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; texts != null && i < texts.size(); i++) {
      String text = texts.get(i);
      AddressRange range =
          problems.attempt("trusted-proxies[" + i + "]", () -> AddressRange.parse(text));
      if (range != null) {
        ranges.add(range);
      }
    }
    return ranges;
  }
}
