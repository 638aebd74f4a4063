package dev.tagboat.server.sendtest;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A manifest that no registry has, for events that need a digest when none was given. */
record SampleManifest(String text, Digest digest) {
  static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String EMPTY_CONFIG =
      "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  static SampleManifest of(ImageName image, Tag tag) {
    String text =
        Json.text(
            Json.object(
                "schemaVersion",
                2,
                "mediaType",
                MEDIA_TYPE,
                "config",
                Json.object(
                    "mediaType",
                    "application/vnd.oci.image.config.v1+json",
                    "digest",
                    EMPTY_CONFIG,
                    "size",
                    2),
                "layers",
                List.of(),
                "annotations",
                Json.object("org.opencontainers.image.ref.name", image + ":" + tag)));
    return new SampleManifest(text, new Digest("sha256:" + sha256(text)));
  }

  private static String sha256(String text) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
