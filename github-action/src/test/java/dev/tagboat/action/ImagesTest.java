package dev.tagboat.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImagesTest {
  private static final String DIGEST = "sha256:" + "a1".repeat(32);
  private static final String OTHER = "sha256:" + "b2".repeat(32);

  @Test
  void linesAndCommas() {
    assertThat(Images.of("ghcr.io/acme/a:1\n  ghcr.io/acme/b:2,ghcr.io/acme/a:1\n\n", null))
        .containsExactly("ghcr.io/acme/a:1", "ghcr.io/acme/b:2");
  }

  @Test
  void aDigestIsThatOfAllThatNameNone() {
    assertThat(Images.of("ghcr.io/acme/a:1,ghcr.io/acme/a:2@" + OTHER, DIGEST))
        .containsExactly("ghcr.io/acme/a:1@" + DIGEST, "ghcr.io/acme/a:2@" + OTHER);
  }

  @Test
  void aListOfTextsAndObjects() {
    assertThat(
            Images.of(
                "[\"ghcr.io/acme/a:1\", {\"image\":\"ghcr.io/acme/b\",\"tags\":[\"1.0\",\"1\"]},"
                    + "{\"image\":\"ghcr.io/acme/c:3\",\"digest\":\""
                    + OTHER
                    + "\"}]",
                null))
        .containsExactly(
            "ghcr.io/acme/a:1",
            "ghcr.io/acme/b:1.0",
            "ghcr.io/acme/b:1",
            "ghcr.io/acme/c:3@" + OTHER);
  }

  @Test
  void metadataOfBuildPushAction() {
    String metadata =
        "{\"buildx.build.ref\":\"x\",\"containerimage.descriptor\":{\"digest\":\"x\"},"
            + "\"containerimage.digest\":\""
            + DIGEST
            + "\",\"image.name\":\"ghcr.io/acme/a:1.2.3,ghcr.io/acme/a:latest\"}";

    assertThat(Images.of(metadata, null))
        .containsExactly("ghcr.io/acme/a:1.2.3@" + DIGEST, "ghcr.io/acme/a:latest@" + DIGEST);
    assertThat(Images.of("{\"web\":" + metadata + ",\"buildx.build.warnings\":[]}", null))
        .hasSize(2);
  }

  @Test
  void jsonOfMetadataActionWithTheDigestBesideIt() {
    assertThat(Images.of("{\"tags\":[\"ghcr.io/acme/a:1.2.3\"],\"labels\":{\"x\":\"y\"}}", DIGEST))
        .containsExactly("ghcr.io/acme/a:1.2.3@" + DIGEST);
  }

  @Test
  void whatIsNoImageIsSaid() {
    assertThatThrownBy(() -> Images.of("--repo=x", null))
        .hasMessageContaining("no image reference");
    assertThatThrownBy(() -> Images.of("ghcr.io/acme/a", null)).hasMessageContaining("no tag");
    assertThatThrownBy(() -> Images.of("[", null)).hasMessageContaining("begins as JSON");
    assertThatThrownBy(() -> Images.of("{\"a\":1}", null)).hasMessageContaining("without images");
    assertThatThrownBy(() -> Images.of("[{\"image\":\"a\",\"tag\":1.10}]", null))
        .hasMessageContaining("in quotes");
    assertThatThrownBy(() -> Images.of(",", null)).hasMessageContaining("names no image");
  }
}
