package dev.tagboat.bot.image;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a registry showed of an image, for the person who decides about it. */
public sealed interface ImageEvidence {

  /** Nothing was read. */
  record Missing(String reason) implements ImageEvidence {}

  /**
   * What was read. Digest, media type, sizes and platforms are the registry's; whoever pushed the
   * image wrote the rest: hints, never proof. Nothing of it was verified, signatures neither.
   *
   * @param digest of the manifest or index, checked against its bytes
   * @param mediaType of that manifest or index
   * @param at when it was read; signatures often come later than the image
   * @param platforms each once; those of attestations are none
   * @param created when it was built, as far as it says; null when it does not, or says the fixed
   *     time of a reproducible build
   * @param claims those of {@link #CLAIMS} that are there, by that name
   * @param command what it runs as; of several platforms, linux/amd64 or else the first
   * @param attachments signatures, attestations and bills of materials that stand beside it, at
   *     most {@link #MAX_ATTACHMENTS}
   * @param gaps sentences on what could not be read
   */
  record Seen(
      Digest digest,
      String mediaType,
      Instant at,
      List<Platform> platforms,
      @Nullable Instant created,
      Map<String, Claim> claims,
      Command command,
      List<Attachment> attachments,
      List<String> gaps)
      implements ImageEvidence {
    public Seen {
      platforms = List.copyOf(platforms);
      claims = Map.copyOf(claims);
      attachments = List.copyOf(attachments);
      gaps = List.copyOf(gaps);
    }
  }

  /** Which annotations and labels are kept, without {@code org.opencontainers.image.} in front. */
  List<String> CLAIMS =
      List.of(
          "title", "source", "revision", "version", "created", "url", "base.name", "base.digest");

  int MAX_ATTACHMENTS = 50;

  /**
   * One platform.
   *
   * @param name {@code os/architecture[/variant]}; null when nothing tells
   * @param digest of its manifest
   * @param size its layers as they are downloaded, in bytes; null when it was not read
   */
  record Platform(@Nullable String name, Digest digest, @Nullable Long size) {}

  /** What the image says under one name, and which document said so. */
  record Claim(String value, Origin from) {}

  /** Documents that describe an image, in the order in which they are believed. */
  enum Origin {
    /** Annotations of the index. */
    INDEX,
    /** Annotations of the index's entry for the platform. */
    DESCRIPTOR,
    /** Annotations of the manifest. */
    MANIFEST,
    /** Labels of the configuration, which may be those of the base image. */
    CONFIG
  }

  /**
   * How a container of the image starts unless it is told otherwise.
   *
   * @param user empty means root
   */
  record Command(String user, List<String> entrypoint, List<String> arguments) {
    public static final Command UNKNOWN = new Command("", List.of(), List.of());

    public Command {
      entrypoint = List.copyOf(entrypoint);
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * What stands beside an image; that it is there proves nothing.
   *
   * @param type its artifact type; null when it has none
   * @param digest what can be read; null when it was not asked for
   */
  record Attachment(Kind kind, Via via, @Nullable String type, @Nullable Digest digest) {}

  /** What an attachment is, by its type. */
  enum Kind {
    SIGNATURE,
    ATTESTATION,
    SBOM,
    OTHER
  }

  /** Where an attachment was found. */
  enum Via {
    /** A tag such as {@code sha256-HEX.sig} (cosign). */
    COSIGN_TAG,
    /** The referrers API (OCI distribution-spec 1.1). */
    REFERRERS,
    /** The tag {@code sha256-HEX}, where that API is missing. */
    REFERRERS_TAG,
    /** An entry of the index itself (BuildKit). */
    INDEX
  }
}
