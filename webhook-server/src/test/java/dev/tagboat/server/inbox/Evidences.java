package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Claim;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Origin;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.image.ImageEvidence.Via;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Evidence with something in every part. */
public final class Evidences {
  private Evidences() {}

  public static ImageEvidence.Seen whole() {
    Digest digest = new Digest(Inboxes.digest(1));
    return new ImageEvidence.Seen(
        digest,
        "application/vnd.oci.image.index.v1+json",
        Instant.parse("2026-11-24T08:00:00.123Z"),
        List.of(new Platform("linux/amd64", digest, 123L), new Platform(null, digest, null)),
        Instant.parse("2026-11-23T08:00:00Z"),
        Map.of(
            "source", new Claim("https://example.com/a?b=\"c\"", Origin.DESCRIPTOR),
            "base.name", new Claim("débian:13", Origin.CONFIG)),
        new Command("1000", List.of("/app"), List.of("serve", "")),
        List.of(
            new Attachment(Kind.SIGNATURE, Via.COSIGN_TAG, null, digest),
            new Attachment(Kind.OTHER, Via.REFERRERS, "application/x", null)),
        List.of("only 16 platforms were read"));
  }

  /** Of an image that says {@code text} wherever it can. */
  public static ImageEvidence.Seen claiming(String text) {
    ImageEvidence.Seen whole = whole();
    return new ImageEvidence.Seen(
        whole.digest(),
        whole.mediaType(),
        whole.at(),
        whole.platforms(),
        whole.created(),
        Map.of(
            "source", new Claim(text, Origin.CONFIG),
            "title", new Claim(text, Origin.CONFIG)),
        new Command(text, List.of(text), List.of(text)),
        whole.attachments(),
        List.of(text));
  }
}
