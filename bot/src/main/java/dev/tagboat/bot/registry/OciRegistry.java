package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.signature.SignatureRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks registries by the OCI distribution-spec: one HEAD of the tag, and one GET of the manifest,
 * which alone tells an image from a chart or a signature and is remembered by its digest; of an
 * index, one of its manifests, too. HEAD comes first because Docker Hub counts every GET of a
 * manifest as a pull. Safe for many threads.
 */
public final class OciRegistry implements Registry {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Endpoints endpoints;
  private final Manifests manifests;
  private final TagLists tags;
  private final Documents documents;
  private final Entries entries;
  private final DetailsLookup details;
  private final EvidenceLookup evidence;
  private final SignatureLookup signatures;
  private final BoundedCache<String, ImageEvidence> predecessors = new BoundedCache<>(256);

  OciRegistry(
      Endpoints endpoints,
      OkHttpClient client,
      Logins logins,
      Memory memory,
      Pauses pauses,
      Clock clock) {
    this.endpoints = endpoints;
    Sessions sessions = new Sessions(client, logins, pauses, clock);
    this.manifests = new Manifests(sessions, clock);
    this.tags = new TagLists(sessions, memory, clock);
    this.documents = new Documents(manifests, new Blobs(sessions, clock), memory);
    this.entries = new Entries(documents);
    this.details = new DetailsLookup(documents, memory);
    Attachments attachments = new Attachments(manifests, sessions, clock);
    this.evidence = new EvidenceLookup(documents, attachments, sessions, clock);
    this.signatures = new SignatureLookup(manifests, documents, attachments);
  }

  /** As below, without a memory. */
  public static OciRegistry onlyConfigured(List<RegistrySettings> configured, Clock clock) {
    return onlyConfigured(configured, Memory.NONE, clock);
  }

  /**
   * Asks only the registries that are configured; any other is a {@code UserFault}. Never waits: a
   * registry that asks for a pause is left alone until it is over, and callers are told how long
   * that is.
   *
   * @param memory keeps documents by their digest, and tag lists
   */
  public static OciRegistry onlyConfigured(
      List<RegistrySettings> configured, Memory memory, Clock clock) {
    return create(new Endpoints(configured, false), memory, Pauses.refusing(clock), clock);
  }

  /**
   * Asks any registry, for a person at a terminal who names the image. One that is not configured
   * must be at a public address. Waits for a registry that asks for a pause of 30 seconds or less.
   *
   * @param memory keeps tag lists and {@link #details} for the next run
   */
  public static OciRegistry any(List<RegistrySettings> configured, Memory memory, Clock clock) {
    Pauses pauses = new Pauses(PATIENCE, clock, pause -> Thread.sleep(pause.toMillis()));
    return create(new Endpoints(configured, true), memory, pauses, clock);
  }

  private static OciRegistry create(
      Endpoints endpoints, Memory memory, Pauses pauses, Clock clock) {
    Logins logins = new Logins(System.getenv(), Path.of(System.getProperty("user.home", "/")));
    return new OciRegistry(endpoints, HttpClients.shared(), logins, memory, pauses, clock);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Costs one request for each thousand tags; those that are remembered are asked for only if
   * they changed. Never needed when the tag is known.
   */
  @Override
  public List<Tag> tags(ImageName image) {
    return tags.of(endpoints.of(image), image);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Costs one HEAD, and a GET where the registry's HEAD says nothing.
   */
  @Override
  public Optional<Digest> digest(ImageName image, Tag tag) {
    Endpoint endpoint = endpoints.of(image);
    Manifests.Head head = manifests.head(endpoint, image, tag.value());
    if (head instanceof Manifests.Head.Found found) {
      return Optional.of(found.digest());
    }
    return head instanceof Manifests.Head.Silent
        ? manifests
            .get(endpoint, image, tag.value())
            .filter(body -> !body.tooLarge())
            .map(body -> Digests.sha256(body.bytes()))
        : Optional.empty();
  }

  /**
   * What the image says of itself: its manifest, and the configuration of one or of each of its
   * platforms. Costs one GET of the manifest, one of the configuration, and for an index both for
   * each platform that is looked into; nothing when {@link Memory} has it.
   *
   * <p>The created time is the one of the configuration; of several platforms, the newest. Where
   * that is absent or the fixed time of a reproducible build (before 2013), the annotation {@code
   * org.opencontainers.image.created} of the manifest holds, then the index's. The label of that
   * name does not count: it may come from the base image.
   *
   * <p>What is no image, or cannot be read as one, says nothing: {@link ImageDetails#EMPTY}.
   *
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when the image is not for us, or its storage is at a
   *     place that we do not go to
   */
  public ImageDetails details(ImageName image, Digest digest, ImageDetails.Breadth breadth) {
    return details.of(endpoints.of(image), image, digest, breadth);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Annotations are believed before labels, and what stands further outside before what stands
   * further inside: index, its entry, manifest, configuration (of linux/amd64 where it is offered,
   * else of the first platform). The created time is the one of {@link #details}.
   *
   * <p>Costs, after {@link #confirm}, one GET of the configuration, and for an index one GET of
   * each of at most 16 platforms' manifests (of one platform's only, when the registry says that
   * few requests are left), unless they are remembered; then one GET of the referrers, one of the
   * fallback tag when there are none, and three HEADs for cosign's tags.
   */
  @Override
  public ImageEvidence evidence(ImageName image, Digest digest) {
    return evidence.of(endpoints.of(image), image, digest);
  }

  /**
   * Whether an image is signed as a rule asks for, in either of cosign's layouts. That it is, is
   * remembered by digest and rule while the program runs; that it is not, never.
   *
   * <p>Costs two GETs for the older layout, four for the newer one, and one or two more for each
   * further signature that has to be looked at, {@link SignatureLookup#MOST} at most.
   *
   * @throws dev.tagboat.bot.fault.TransientFault on network trouble, 5xx, 429
   * @throws dev.tagboat.bot.fault.UserFault when it is not for us, or its storage is at a place
   *     that we do not go to
   */
  public SignatureVerdict signature(ImageName image, Digest digest, SignatureRule rule) {
    return signatures.of(endpoints.of(image), image, digest, rule);
  }

  /**
   * What an image was that is about to be replaced: as {@link #evidence}, but without what stands
   * beside it, and with the size of one platform only.
   *
   * <p>Costs at most three GETs: the manifest, the one of a platform, its configuration. What was
   * read once is remembered by its digest.
   */
  @Override
  public ImageEvidence predecessor(ImageName image, Digest digest) {
    Endpoint endpoint = endpoints.of(image);
    String key = image + "@" + digest;
    Optional<ImageEvidence> known = predecessors.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    ImageEvidence read = evidence.brief(endpoint, image, digest);
    if (read instanceof ImageEvidence.Seen) {
      predecessors.put(key, read);
    }
    return read;
  }

  @Override
  public Confirmation confirm(ImageName image, Tag tag, @Nullable Digest claimed) {
    Endpoint endpoint = endpoints.of(image);
    Manifests.Head head = manifests.head(endpoint, image, tag.value());
    if (head instanceof Manifests.Head.Found found) {
      return check(endpoint, image, tag, found.digest(), claimed);
    }
    return head instanceof Manifests.Head.Silent
        ? bySilent(endpoint, image, tag, claimed)
        : notReadable(image + ":" + tag + " is not in the registry (yet)");
  }

  private Confirmation bySilent(
      Endpoint endpoint, ImageName image, Tag tag, @Nullable Digest claimed) {
    Optional<Manifests.Body> body = manifests.get(endpoint, image, tag.value());
    if (body.isEmpty()) {
      return notReadable(image + ":" + tag + " is not in the registry (yet)");
    }
    if (body.get().tooLarge()) {
      return tooLarge(image + ":" + tag);
    }
    Digest digest = Digests.sha256(body.get().bytes());
    Confirmation content =
        ManifestReader.read(digest, body.get().contentType(), body.get().bytes());
    if (content instanceof Confirmation.Confirmed) {
      documents.keep(image, digest, body.get());
      return check(endpoint, image, tag, digest, claimed);
    }
    return content;
  }

  private Confirmation check(
      Endpoint endpoint, ImageName image, Tag tag, Digest now, @Nullable Digest claimed) {
    if (claimed == null || claimed.equals(now)) {
      return content(endpoint, image, now);
    }
    String elsewhere =
        image + ":" + tag + " points to " + now + ", not to the announced " + claimed;
    return manifests.head(endpoint, image, claimed.value()) instanceof Manifests.Head.Missing
        ? notReadable(elsewhere + ", which the registry does not have (yet)")
        : new Confirmation.PointsElsewhere(now, elsewhere);
  }

  private Confirmation content(Endpoint endpoint, ImageName image, Digest digest) {
    Optional<Manifests.Body> body = documents.manifest(endpoint, image, digest);
    if (body.isEmpty()) {
      return notReadable(image + "@" + digest + " is not in the registry (yet)");
    }
    if (body.get().tooLarge()) {
      return tooLarge(image + "@" + digest);
    }
    if (!Digests.matches(digest, body.get().bytes())) {
      return new Confirmation.Refused(
          "the registry's answer for "
              + image
              + "@"
              + digest
              + " is something else ("
              + Digests.sha256(body.get().bytes())
              + "); its storage, or a proxy on the way, is damaged or lies");
    }
    Confirmation read = ManifestReader.read(digest, body.get().contentType(), body.get().bytes());
    return read instanceof Confirmation.Confirmed confirmed && confirmed.index()
        ? entries.check(endpoint, image, confirmed, body.get())
        : read;
  }

  private static Confirmation notReadable(String sentence) {
    return new Confirmation.NotReadable(sentence);
  }

  private static Confirmation tooLarge(String what) {
    return new Confirmation.Refused(
        "the manifest of " + what + " is larger than " + Manifests.MAX_SIZE + " bytes");
  }
}
