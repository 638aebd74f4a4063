package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Claim;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the registry showed of an image, on one line. Everything in it is somebody's claim. */
final class EvidenceLine {
  private static final int MAX_PLATFORMS = 8;

  private EvidenceLine() {}

  /** Empty when nothing was read. */
  static Optional<String> of(ImageEvidence evidence) {
    return evidence instanceof ImageEvidence.Seen seen
        ? Optional.of("Unverified, from the image: " + String.join("; ", parts(seen)) + ".")
        : Optional.empty();
  }

  private static List<String> parts(ImageEvidence.Seen seen) {
    List<String> parts = new ArrayList<>();
    if (seen.created() != null) {
      parts.add("built " + seen.created().truncatedTo(ChronoUnit.SECONDS));
    }
    for (String name : List.of("version", "revision", "source", "base.name")) {
      Claim claim = seen.claims().get(name);
      if (claim != null) {
        parts.add(name.replace(".name", "") + " " + Markdown.code(claim.value()));
      }
    }
    parts.add(platforms(seen.platforms()));
    parts.add(attachments(seen));
    return parts.stream().filter(part -> !part.isEmpty()).toList();
  }

  private static String platforms(List<Platform> platforms) {
    List<String> shown = new ArrayList<>();
    for (Platform platform : platforms.subList(0, Math.min(MAX_PLATFORMS, platforms.size()))) {
      Long size = platform.size();
      shown.add(
          (platform.name() == null ? "one platform" : Markdown.code(platform.name()))
              + (size == null ? "" : String.format(Locale.ROOT, " %.1f MB", size / 1e6)));
    }
    int more = platforms.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String attachments(ImageEvidence.Seen seen) {
    List<Kind> kinds = seen.attachments().stream().map(Attachment::kind).distinct().toList();
    List<String> shown = new ArrayList<>();
    for (Kind kind : List.of(Kind.SIGNATURE, Kind.ATTESTATION, Kind.SBOM)) {
      if (kinds.contains(kind)) {
        shown.add(kind == Kind.SBOM ? "SBOM" : kind.name().toLowerCase(Locale.ROOT));
      }
    }
    return shown.isEmpty() ? "" : "beside it: " + String.join(", ", shown);
  }
}
