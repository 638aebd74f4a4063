package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Bodies;
import dev.tagboat.bot.net.Json;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The list of an image's tags (OCI distribution-spec, "Listing Tags"), page by page. */
final class TagLists {
  private static final int PAGE = 1000;
  private static final int MAX_PAGES = 200;
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private final Sessions sessions;
  private final Statuses statuses;
  private final Memory memory;

  TagLists(Sessions sessions, Memory memory, Clock clock) {
    this.sessions = sessions;
    this.memory = memory;
    this.statuses = new Statuses(clock);
  }

  /** Every tag, in the registry's order; what is no valid tag is left out. */
  List<Tag> of(Endpoint endpoint, ImageName image) {
    Set<Tag> tags = new LinkedHashSet<>();
    Set<HttpUrl> seen = new LinkedHashSet<>();
    HttpUrl first = endpoint.tags(image.path(), PAGE);
    @Nullable HttpUrl page = first;
    while (page != null) {
      if (!seen.add(page) || seen.size() > MAX_PAGES) {
        throw new UserFault(
            tried(image) + ", but its list does not end after " + seen.size() + " pages.");
      }
      TagPage read = read(endpoint, image, page);
      tags.addAll(read.tags());
      page = read.next() == null ? null : first.newBuilder().encodedQuery(read.next()).build();
    }
    return new ArrayList<>(tags);
  }

  private TagPage read(Endpoint endpoint, ImageName image, HttpUrl url) {
    String key = "tags " + url;
    Optional<TagPage> known = memory.find(key).flatMap(TagPage::read);
    Request.Builder plain = new Request.Builder().url(url).header("Accept", "application/json");
    Request request = known.map(page -> page.condition(plain)).orElse(plain).build();
    try (Response response = sessions.send(endpoint, image, request)) {
      if (response.code() == 304 && known.isPresent()) {
        return known.get();
      }
      TagPage page = page(image, response);
      if (page.isVerifiable()) {
        memory.keep(key, page.write());
      }
      return page;
    } catch (Bodies.TooLarge e) {
      throw new UserFault(
          tried(image) + ", but a page of them is too long: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw Transport.fault(url, e);
    }
  }

  private TagPage page(ImageName image, Response response) throws IOException {
    if (response.code() == 404) {
      throw new UserFault(tried(image) + ", but the registry has no such image.");
    }
    if (response.code() != 200) {
      throw statuses.fault(tried(image), response);
    }
    JsonNode answer =
        Json.parse(Bodies.read(response.body(), MAX_BODY))
            .filter(TagLists::isList)
            .orElseThrow(() -> new UserFault(tried(image) + ", but the answer is no list."));
    List<Tag> tags = new ArrayList<>();
    answer.path("tags").forEach(tag -> Tag.parse(tag.asText()).ifPresent(tags::add));
    return TagPage.of(tags, NextPage.query(response).orElse(null), response);
  }

  // Some write null where there are none.
  private static boolean isList(JsonNode answer) {
    return answer.path("tags").isArray() || answer.path("tags").isNull();
  }

  private static String tried(ImageName image) {
    return "Tried to list the tags of " + image;
  }
}
