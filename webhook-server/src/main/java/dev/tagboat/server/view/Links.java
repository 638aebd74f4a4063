package dev.tagboat.server.view;

import dev.tagboat.bot.forge.WebPages;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Repository;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that pages link to. */
public final class Links {
  private static final Pattern DIGEST = Pattern.compile("(sha256:[0-9a-f]{12})[0-9a-f]{52}");

  /** In characters. */
  private static final int LONG_TAG = 36;

  private Links() {}

  /** A value as part of a query. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The page of an image. */
  public static String image(ImageName image) {
    return "/image?name=" + encoded(image.toString());
  }

  /** Two of its pushes beside each other, each by an id, a tag, a digest or a time. */
  public static String compare(ImageName image, String from, String to) {
    return image(image) + "&from=" + encoded(from) + "&to=" + encoded(to) + "#compare";
  }

  /** One of its pushes beside the newest. */
  public static String compareFrom(ImageName image, String from) {
    return image(image) + "&from=" + encoded(from) + "#compare";
  }

  /** The picture of an image in a place; who has this address sees it without signing in. */
  public static String badge(ImageName image, String place, String key) {
    return "/badge.svg?image="
        + encoded(image.toString())
        + "&place="
        + encoded(place)
        + "&key="
        + key;
  }

  /** The page of a push. */
  public static String push(String id) {
    return "/pushes/" + encoded(id);
  }

  /** {@code url} when a browser may be sent there: HTTP, with a host; else null. */
  public static @Nullable String web(@Nullable String url) {
    if (url == null) {
      return null;
    }
    try {
      URI uri = new URI(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Where people read a config repo; null where that is not known. */
  public static @Nullable WebPages pages(Repository repository) {
    String flavour = repository.forge().flavour();
    WebPages.Style style =
        repository.forge().type() == ForgeAccess.Type.GITHUB
            ? WebPages.Style.GITHUB
            : flavour == null
                ? null
                : switch (flavour) {
                  case "gitlab" -> WebPages.Style.GITLAB;
                  case "gitea", "forgejo" -> WebPages.Style.GITEA;
                  default -> null;
                };
    return WebPages.of(repository.url(), style).orElse(null);
  }

  /** The first characters of a commit or digest, enough to tell it by. */
  public static String brief(String revision) {
    String bare = revision.startsWith("sha256:") ? revision.substring(7) : revision;
    return bare.length() <= 10 ? bare : bare.substring(0, 10);
  }

  /** A tag that leaves room for others in its row: of a long one, its beginning and its end. */
  public static String fitting(String tag) {
    return tag.length() <= LONG_TAG
        ? tag
        : tag.substring(0, LONG_TAG - 13) + "…" + tag.substring(tag.length() - 12);
  }

  /** A path in the pieces between which it may be broken: {@code acme/}, {@code web}. */
  public static List<String> pieces(String path) {
    return List.of(path.split("(?<=[/_-])", -1));
  }

  /** A text in which whole digests are no longer than needed to tell them by. */
  public static String shortened(String text) {
    return DIGEST.matcher(text).replaceAll("$1…");
  }

  /** A config repo without what all of them have in common: {@code github.com/acme/config}. */
  public static String repository(String url) {
    return url.replaceAll("^[a-z+]+://(?:[^/@]*@)?|\\.git/?$", "");
  }
}
