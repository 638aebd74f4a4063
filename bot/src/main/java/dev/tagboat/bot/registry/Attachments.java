package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Via;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands beside an image: by the referrers API and, where that is missing or has
 * nothing, by its fallback tag (OCI distribution-spec 1.1, "Listing Referrers"); and by cosign's
 * tags. Never remembered: a signature is made after the image.
 */
final class Attachments {
  private static final Map<String, Kind> COSIGN = new LinkedHashMap<>();

  static {
    COSIGN.put("sig", Kind.SIGNATURE);
    COSIGN.put("att", Kind.ATTESTATION);
    COSIGN.put("sbom", Kind.SBOM);
  }

  /** How long a registry without the referrers API is not asked for it again. */
  private static final Duration WITHOUT = Duration.ofHours(1);

  /** What lies beyond them counts as not there. */
  private static final int MAX_PAGES = 20;

  private final Manifests manifests;
  private final Sessions sessions;
  private final Statuses statuses;
  private final Clock clock;
  private final BoundedCache<String, Instant> without = new BoundedCache<>(256);

  Attachments(Manifests manifests, Sessions sessions, Clock clock) {
    this.manifests = manifests;
    this.sessions = sessions;
    this.statuses = new Statuses(clock);
    this.clock = clock;
  }

  /**
   * Trouble is no fault: whoever merges is told what was not looked for.
   *
   * @param gaps a sentence is added to it when something could not be looked for
   */
  List<Attachment> of(Endpoint endpoint, ImageName image, Digest digest, List<String> gaps) {
    List<Attachment> found = new ArrayList<>();
    try {
      found.addAll(referring(endpoint, image, digest));
      for (Map.Entry<String, Kind> one : COSIGN.entrySet()) {
        String tag = tag(digest) + "." + one.getKey();
        if (Tag.parse(tag).isPresent()
            && manifests.head(endpoint, image, tag) instanceof Manifests.Head.Found at) {
          found.add(new Attachment(one.getValue(), Via.COSIGN_TAG, null, at.digest()));
        }
      }
    } catch (Fault fault) {
      gaps.add("not everything beside the image was looked for: " + fault.getMessage());
    }
    return found;
  }

  /** What refers to an image, in the registry's order; every trouble is thrown. */
  List<Attachment> referring(Endpoint endpoint, ImageName image, Digest digest) {
    List<Attachment> referrers = referrers(endpoint, image, digest);
    return referrers.isEmpty() ? fallback(endpoint, image, digest) : referrers;
  }

  /** The tag that stands for a digest where tags have to do for it. */
  static String tag(Digest digest) {
    return digest.value().replace(':', '-');
  }

  private List<Attachment> referrers(Endpoint endpoint, ImageName image, Digest digest) {
    Instant last = without.get(endpoint.host()).orElse(Instant.MIN);
    if (clock.instant().isBefore(last)) {
      return List.of();
    }
    HttpUrl first = endpoint.referrers(image.path(), digest);
    List<Attachment> found = new ArrayList<>();
    Set<HttpUrl> seen = new HashSet<>();
    @Nullable HttpUrl page = first;
    while (page != null && seen.size() < MAX_PAGES && seen.add(page)) {
      String next = page(endpoint, image, digest, page, found);
      page = next == null ? null : first.newBuilder().encodedQuery(next).build();
    }
    return found;
  }

  /** Adds what is on a page; the query of the next one, null when there is none. */
  private @Nullable String page(
      Endpoint endpoint, ImageName image, Digest digest, HttpUrl url, List<Attachment> found) {
    Request request = new Request.Builder().url(url).header("Accept", MediaTypes.OCI_INDEX).build();
    try (Response response = sessions.send(endpoint, image, request)) {
      if (response.code() == 404 || response.code() == 405 || response.code() == 400) {
        without.put(endpoint.host(), clock.instant().plus(WITHOUT));
        return null;
      }
      if (response.code() != 200) {
        throw statuses.fault("Tried to list what refers to " + image + "@" + digest, response);
      }
      found.addAll(list(Manifests.read(response), Via.REFERRERS));
      return NextPage.query(response).orElse(null);
    } catch (IOException e) {
      throw Transport.fault(url, e);
    }
  }

  private List<Attachment> fallback(Endpoint endpoint, ImageName image, Digest digest) {
    return Tag.parse(tag(digest))
        .flatMap(tag -> manifests.get(endpoint, image, tag.value()))
        .map(body -> list(body, Via.REFERRERS_TAG))
        .orElse(List.of());
  }

  private static List<Attachment> list(Manifests.Body body, Via via) {
    Optional<JsonNode> index = Json.parse(body.bytes().toByteArray());
    List<Attachment> found = new ArrayList<>();
    for (JsonNode entry : index.map(json -> json.path("manifests")).orElse(Json.NOTHING)) {
      Digest.parse(entry.path("digest").asText(""))
          .map(digest -> AttachmentKinds.of(entry, via, digest))
          .ifPresent(found::add);
    }
    return found;
  }
}
