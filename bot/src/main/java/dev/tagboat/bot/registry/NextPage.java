package dev.tagboat.bot.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Where a list goes on (OCI distribution-spec 1.1, {@code Link}). */
final class NextPage {
  /** RFC 8288, as registries write it. */
  private static final Pattern NEXT =
      Pattern.compile(
          "<([^>]{1,4000})>\\s*;(?:[^,\"<]|\"[^\"]*\"){0,500}?\\brel\\s*=\\s*"
              + "(?:next\\b|\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\")",
          Pattern.CASE_INSENSITIVE);

  private NextPage() {}

  /**
   * The query of the next page. Behind a proxy the link may name another scheme or host: it is to
   * be asked where the first page was, so that our credentials stay there.
   */
  static Optional<String> query(Response response) {
    Matcher link = NEXT.matcher(String.join(", ", response.headers("Link")));
    return link.find()
        ? Optional.ofNullable(response.request().url().resolve(link.group(1)))
            .map(HttpUrl::encodedQuery)
        : Optional.empty();
  }
}
