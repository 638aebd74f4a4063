package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Claim;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Origin;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.image.ImageEvidence.Via;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.ImageDocuments.Child;
import dev.tagboat.bot.registry.ImageDocuments.Config;
import dev.tagboat.bot.registry.ImageDocuments.Document;
import dev.tagboat.bot.registry.ImageDocuments.Index;
import dev.tagboat.bot.registry.ImageDocuments.Other;
import dev.tagboat.bot.registry.ImageDocuments.Single;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a person wants to know of an image before it is merged. */
final class EvidenceLookup {
  /** How many platforms of one index are read, one request each. */
  private static final int MAX_READ = 16;

  /** What is left to others of the requests that a registry allows; above it, we are generous. */
  private static final long RESERVE = 25;

  private final Documents documents;
  private final Attachments attachments;
  private final Sessions sessions;
  private final Clock clock;

  EvidenceLookup(Documents documents, Attachments attachments, Sessions sessions, Clock clock) {
    this.documents = documents;
    this.attachments = attachments;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** All of it. */
  ImageEvidence of(Endpoint endpoint, ImageName image, Digest digest) {
    return of(endpoint, image, digest, MAX_READ, true);
  }

  /**
   * What tells an image from the one that replaces it: nothing that stands beside it, and the size
   * of one platform.
   */
  ImageEvidence brief(Endpoint endpoint, ImageName image, Digest digest) {
    return of(endpoint, image, digest, 1, false);
  }

  private ImageEvidence of(
      Endpoint endpoint, ImageName image, Digest digest, int most, boolean beside) {
    Optional<Manifests.Body> body = documents.manifest(endpoint, image, digest);
    Document document = read(digest, body);
    if (document instanceof Other) {
      return new ImageEvidence.Missing(
          body.isEmpty()
              ? "the registry no longer has " + image + "@" + digest
              : "the manifest of " + image + "@" + digest + " cannot be read");
    }
    Look look = new Look(endpoint, image, digest, most);
    String type = "";
    if (document instanceof Index index) {
      type = index.type();
      look.index(index);
    } else if (document instanceof Single single) {
      type = single.type();
      look.single(single);
    }
    if (beside) {
      look.attached.addAll(attachments.of(endpoint, image, digest, look.gaps));
    }
    return look.seen(type, clock.instant());
  }

  private static Document read(Digest digest, Optional<Manifests.Body> body) {
    return body.filter(b -> !b.tooLarge() && Digests.matches(digest, b.bytes()))
        .map(b -> ImageDocuments.document(b.bytes().toByteArray(), b.contentType()))
        .orElseGet(Other::new);
  }

  /** One look, which may find less than there should be. */
  private final class Look {
    private final Endpoint endpoint;
    private final ImageName image;
    private final Digest digest;
    private final int most;
    private final List<Platform> platforms = new ArrayList<>();
    private final Map<String, Claim> claims = new HashMap<>();
    private final List<Attachment> attached = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private @Nullable Instant created;
    private Config config = Config.EMPTY;
    private @Nullable Long size;
    private int read;

    Look(Endpoint endpoint, ImageName image, Digest digest, int most) {
      this.most = most;
      this.endpoint = endpoint;
      this.image = image;
      this.digest = digest;
    }

    void single(Single single) {
      chosen(single);
      platforms.add(new Platform(config.platform(), digest, single.size()));
    }

    void index(Index index) {
      claim(index.said().labels(), Origin.INDEX);
      List<Child> children = index.children().stream().distinct().toList();
      Optional<Child> chosen = DetailsLookup.preferred(children);
      chosen.ifPresent(this::chosen);
      for (Child child : children) {
        platforms.add(
            chosen.filter(child::equals).isPresent()
                ? new Platform(named(child, config.platform()), child.digest(), size)
                : new Platform(child.platform(), child.digest(), sizeOf(child.digest())));
      }
      created = created == null ? index.said().created() : created;
      for (Digest proof : index.proofs()) {
        attached.add(new Attachment(Kind.ATTESTATION, Via.INDEX, null, proof));
      }
    }

    private static @Nullable String named(Child child, @Nullable String inside) {
      return child.platform() == null ? inside : child.platform();
    }

    private void chosen(Child child) {
      claim(child.labels(), Origin.DESCRIPTOR);
      Document document = document(child.digest());
      if (document instanceof Single single) {
        chosen(single);
      }
    }

    // One request each, which Docker Hub counts as a pull: only where there is enough of them.
    private @Nullable Long sizeOf(Digest child) {
      if (read >= most) {
        gaps.add("only " + most + (most == 1 ? " platform was read" : " platforms were read"));
        return null;
      }
      if (isScarce()) {
        gaps.add("not every platform was read: the registry allows only few more requests for now");
        return null;
      }
      return document(child) instanceof Single single ? single.size() : null;
    }

    private boolean isScarce() {
      return sessions.remaining(endpoint).filter(left -> left < RESERVE).isPresent();
    }

    private void chosen(Single single) {
      size = single.size();
      claim(single.said().labels(), Origin.MANIFEST);
      Optional<byte[]> blob = documents.config(endpoint, image, single.config());
      Optional<Config> read = blob.flatMap(ImageDocuments::config);
      if (read.isEmpty()) {
        gaps.add("the configuration " + single.config() + " cannot be read");
      }
      config = read.orElse(Config.EMPTY);
      claim(config.said().labels(), Origin.CONFIG);
      created = single.said().around(config.said()).created();
    }

    private Document document(Digest child) {
      read++;
      Document document = read(child, documents.manifest(endpoint, image, child));
      if (document instanceof Other) {
        gaps.add("the manifest " + child + " cannot be read");
      } else if (document instanceof Index) {
        // No client resolves one, so what it names is not what runs.
        gaps.add("the entry " + child + " is an index itself and was not looked into");
      }
      return document;
    }

    private void claim(Map<String, String> labels, Origin from) {
      labels.forEach((name, value) -> claims.putIfAbsent(name, new Claim(value, from)));
    }

    ImageEvidence seen(String mediaType, Instant at) {
      return new ImageEvidence.Seen(
          digest,
          mediaType,
          at,
          platforms,
          created,
          claims,
          config.command(),
          attached.stream().distinct().limit(ImageEvidence.MAX_ATTACHMENTS).toList(),
          gaps.stream().distinct().limit(MAX_READ).toList());
    }
  }
}
