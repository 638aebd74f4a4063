package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Json;
import dev.tagboat.bot.signature.Proofs;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.SignatureRule.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a signature of an image that a rule takes; one will do. Older layout: the tag {@code
 * sha256-HEX.sig}, a manifest with one layer for each signature (sigstore/cosign,
 * specs/SIGNATURE_SPEC.md). Newer: bundles that refer to the image (specs/BUNDLE_SPEC.md).
 *
 * <p>Whoever may write to the registry may put anything there, so everything has a limit, and what
 * lies beyond one counts as no signature.
 */
final class SignatureLookup {
  /** How many signatures of one image are looked at. */
  static final int MOST = 50;

  private static final int MAX_PAYLOAD = 64 * 1024;
  private static final int MAX_BUNDLE = 1024 * 1024;
  private static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
  private static final String ENTRY = "dev.sigstore.cosign/bundle";

  private final Manifests manifests;
  private final Documents documents;
  private final Attachments attachments;
  private final BoundedCache<Key, SignatureVerdict> verified = new BoundedCache<>(4096);

  private record Key(Digest digest, SignatureRule rule) {}

  SignatureLookup(Manifests manifests, Documents documents, Attachments attachments) {
    this.manifests = manifests;
    this.documents = documents;
    this.attachments = attachments;
  }

  SignatureVerdict of(Endpoint endpoint, ImageName image, Digest digest, SignatureRule rule) {
    if (rule instanceof SignatureRule.Broken broken) {
      return new SignatureVerdict.Unknown(broken.reason());
    }
    // A digest is the same image wherever it is, and so is a good word for it.
    Key key = new Key(digest, rule);
    Optional<SignatureVerdict> known = verified.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    SignatureVerdict verdict = new Look(endpoint, image, digest, rule).verdict();
    if (verdict.isVerified()) {
      verified.put(key, verdict);
    }
    return verdict;
  }

  /** One look, from the newest signature to the oldest, until one is good. */
  private final class Look {
    private final Endpoint endpoint;
    private final ImageName image;
    private final Digest digest;
    private final SignatureRule rule;
    private @Nullable String reason;
    private @Nullable SignatureVerdict good;
    private int found;

    Look(Endpoint endpoint, ImageName image, Digest digest, SignatureRule rule) {
      this.endpoint = endpoint;
      this.image = image;
      this.digest = digest;
      this.rule = rule;
    }

    SignatureVerdict verdict() {
      String tag = Attachments.tag(digest) + ".sig";
      Tag.parse(tag).flatMap(t -> manifests.get(endpoint, image, tag)).ifPresent(this::layers);
      if (good == null) {
        List<Attachment> referring =
            new ArrayList<>(attachments.referring(endpoint, image, digest));
        Collections.reverse(referring);
        referring.stream().filter(a -> a.kind() == Kind.SIGNATURE).forEach(this::referrer);
      }
      if (good != null) {
        return good;
      }
      return found == 0
          ? new SignatureVerdict.Unsigned(null)
          : new SignatureVerdict.NotMatching(sentence());
    }

    private String sentence() {
      if (found == 1) {
        return "its signature " + reason;
      }
      String looked = found > MOST ? " (the newest " + MOST + " were looked at)" : "";
      return "none of its " + found + " signatures counts" + looked + ": the newest " + reason;
    }

    private void layers(Manifests.Body manifest) {
      List<JsonNode> layers = new ArrayList<>();
      Json.parse(manifest.bytes().toByteArray())
          .map(json -> json.path("layers"))
          .orElse(Json.NOTHING)
          .forEach(layers::add);
      if (layers.isEmpty()) {
        bad(manifest.tooLarge() ? "is in a manifest that is too large" : "cannot be read");
      }
      Collections.reverse(layers);
      layers.forEach(this::layer);
    }

    private void layer(JsonNode layer) {
      String type = layer.path("mediaType").asText("");
      if (type.equals(SIMPLE)) {
        JsonNode beside = layer.path("annotations");
        Proofs proofs =
            new Proofs(
                beside.path(SIGNATURE).asText(""),
                beside.path(CERTIFICATE).asText(""),
                beside.path(ENTRY).asText(""));
        look(layer, MAX_PAYLOAD, payload -> rule.simple(payload, proofs, digest));
      } else if (type.startsWith(BUNDLE)) {
        look(layer, MAX_BUNDLE, bundle -> rule.bundle(bundle, digest));
      } else {
        bad("is of a kind that Tagboat does not know");
      }
    }

    private void referrer(Attachment attachment) {
      Digest at = attachment.digest();
      if (good != null || at == null) {
        return;
      }
      if (found >= MOST) {
        bad("is one of too many");
        return;
      }
      documents
          .manifest(endpoint, image, at)
          .filter(body -> !body.tooLarge() && Digests.matches(at, body.bytes()))
          .ifPresentOrElse(this::layers, () -> bad("cannot be read"));
    }

    private void look(JsonNode layer, int limit, Function<byte[], Check> judge) {
      if (good != null) {
        return;
      }
      Optional<Digest> blob = Digest.parse(layer.path("digest").asText(""));
      if (found >= MOST || blob.isEmpty() || layer.path("size").asLong(0) > limit) {
        bad(blob.isEmpty() ? "cannot be read" : "is too large");
        return;
      }
      Check check =
          documents
              .blob(endpoint, image, blob.get(), limit)
              .map(judge)
              .orElseGet(() -> new Check.Bad("cannot be read"));
      if (check instanceof Check.Good yes) {
        good = yes.verdict();
      } else if (check instanceof Check.Bad no) {
        bad(no.reason());
      }
    }

    private void bad(String why) {
      found++;
      reason = reason == null ? why : reason;
    }
  }
}
