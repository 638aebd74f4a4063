package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Bodies;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The list of an image's tags (OCI distribution-spec, "Listing Tags"), page by page. */
final class TagLists {
  private static final int PAGE = 1000;
  private static final int MAX_PAGES = 200;
  private static final int MAX_BODY = 4 * 1024 * 1024;

  /** RFC 8288, as registries write it. */
  private static final Pattern NEXT =
      Pattern.compile("<([^>]{1,4000})>\\s*;[^,]*\\brel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final Sessions sessions;
  private final Statuses statuses;

  TagLists(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.statuses = new Statuses(clock);
  }

  /** Every tag, in the registry's order; what is no valid tag is left out. */
  List<Tag> of(Endpoint endpoint, ImageName image) {
    Set<Tag> tags = new LinkedHashSet<>();
    Set<HttpUrl> seen = new LinkedHashSet<>();
    @Nullable HttpUrl page = endpoint.tags(image.path(), PAGE);
    while (page != null) {
      if (!seen.add(page) || seen.size() > MAX_PAGES) {
        throw new UserFault(
            tried(image) + ", but its list does not end after " + seen.size() + " pages.");
      }
      page = read(endpoint, image, page, tags);
    }
    return new ArrayList<>(tags);
  }

  private @Nullable HttpUrl read(Endpoint endpoint, ImageName image, HttpUrl page, Set<Tag> tags) {
    Request request = new Request.Builder().url(page).header("Accept", "application/json").build();
    try (Response response = sessions.send(endpoint, image, request)) {
      if (response.code() == 404) {
        throw new UserFault(tried(image) + ", but the registry has no such image.");
      }
      if (response.code() != 200) {
        throw statuses.fault(tried(image), response);
      }
      JsonNode answer =
          Json.parse(Bodies.read(response.body(), MAX_BODY))
              .orElseThrow(() -> new UserFault(tried(image) + ", but the answer is no list."));
      answer.path("tags").forEach(tag -> Tag.parse(tag.asText()).ifPresent(tags::add));
      return next(endpoint, image, response);
    } catch (IOException e) {
      throw Transport.fault(page, e);
    }
  }

  private static @Nullable HttpUrl next(Endpoint endpoint, ImageName image, Response response) {
    Matcher link = NEXT.matcher(String.join(", ", response.headers("Link")));
    if (!link.find()) {
      return null;
    }
    HttpUrl next = response.request().url().resolve(link.group(1));
    // Behind a proxy the link may name another scheme or host: what follows is asked where the
    // first page was, so that our credentials stay there.
    return next == null
        ? null
        : endpoint.tags(image.path(), PAGE).newBuilder().encodedQuery(next.encodedQuery()).build();
  }

  private static String tried(ImageName image) {
    return "Tried to list the tags of " + image;
  }
}
