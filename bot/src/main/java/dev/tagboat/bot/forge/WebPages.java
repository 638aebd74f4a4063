package dev.tagboat.bot.forge;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where people read one repository in a browser. Made only from parsed parts that hold nothing but
 * letters, digits and {@code . _ ~ - /}, so that a link to it can be put into Markdown as it is.
 *
 * @param host with the port where it is not the usual one
 * @param path {@code OWNER/NAME}, or deeper on GitLab
 */
public record WebPages(Style style, String scheme, String host, String path) {

  /** Whose addresses they are. */
  public enum Style {
    GITHUB,
    GITLAB,
    GITEA
  }

  /** Places that everybody knows. Any other host that an image names is not linked to. */
  private static final Map<String, Style> KNOWN =
      Map.of(
          "github.com", Style.GITHUB,
          "gitlab.com", Style.GITLAB,
          "codeberg.org", Style.GITEA,
          "gitea.com", Style.GITEA);

  private static final Pattern URL =
      Pattern.compile(
          "(https?)://([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::[0-9]{1,5})?)"
              + "/([A-Za-z0-9_~.-]{1,100}(?:/[A-Za-z0-9_~.-]{1,100}){1,8})/?");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{7,64}");

  /**
   * The pages of a repository by its clone URL, which is ours and so may be at any host.
   *
   * @param style of the forge; null when only the host can tell
   */
  public static Optional<WebPages> of(URI cloneUrl, @Nullable Style style) {
    boolean ssh = "ssh".equals(cloneUrl.getScheme());
    String text =
        ssh ? "https://" + cloneUrl.getHost() + cloneUrl.getRawPath() : cloneUrl.toString();
    return parse(text)
        .flatMap(
            pages -> {
              Style known = style == null ? KNOWN.get(pages.host) : style;
              return known == null ? Optional.empty() : Optional.of(pages.in(known));
            });
  }

  /**
   * The pages of a repository that an image names: only at a host that everybody knows, over https,
   * or where {@code ours} are.
   */
  public static Optional<WebPages> claimed(String url, @Nullable WebPages ours) {
    Optional<WebPages> parsed = parse(url);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    WebPages pages = parsed.get();
    if (ours != null && pages.isBeside(ours)) {
      return Optional.of(pages.in(ours.style));
    }
    Style known = KNOWN.get(pages.host);
    return known == null || !pages.scheme.equals("https")
        ? Optional.empty()
        : Optional.of(pages.in(known));
  }

  private static Optional<WebPages> parse(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches() || ("/" + matcher.group(3) + "/").contains("/../")) {
      return Optional.empty();
    }
    return Optional.of(
        new WebPages(
            Style.GITHUB,
            matcher.group(1),
            matcher.group(2).toLowerCase(Locale.ROOT),
            matcher.group(3).replaceFirst("\\.git$", "")));
  }

  private WebPages in(Style other) {
    return new WebPages(other, scheme, host, path);
  }

  /** Whether both are on one forge. */
  public boolean isBeside(WebPages other) {
    return scheme.equals(other.scheme) && host.equals(other.host);
  }

  /** The repository itself. */
  public String url() {
    return scheme + "://" + host + "/" + path;
  }

  /**
   * One line of a file.
   *
   * @param commit its id
   * @param file path in the repository, any characters
   */
  public String line(String commit, String file, int line) {
    String blob =
        switch (style) {
          case GITHUB -> "/blob/";
          case GITLAB -> "/-/blob/";
          case GITEA -> "/src/commit/";
        };
    return url() + blob + commit + "/" + encoded(file) + "#L" + line;
  }

  /**
   * A folder as it is in a commit.
   *
   * @param folder path in the repository, any characters; empty for its root
   */
  public String folder(String commit, String folder) {
    String tree =
        switch (style) {
          case GITHUB -> "/tree/";
          case GITLAB -> "/-/tree/";
          case GITEA -> "/src/commit/";
        };
    return url() + tree + commit + (folder.isEmpty() ? "" : "/" + encoded(folder));
  }

  /**
   * What came between two commits.
   *
   * @return empty when one of them is no commit id
   */
  public Optional<String> between(String from, String to) {
    String compare = style == Style.GITLAB ? "/-/compare/" : "/compare/";
    return isCommit(from) && isCommit(to)
        ? Optional.of(url() + compare + from + "..." + to)
        : Optional.empty();
  }

  /** One commit. */
  public String at(String commit) {
    return url() + (style == Style.GITLAB ? "/-/commit/" : "/commit/") + commit;
  }

  /** Whether it is an id of a commit, perhaps abbreviated. */
  public static boolean isCommit(String text) {
    return HEX.matcher(text).matches();
  }

  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }
}
