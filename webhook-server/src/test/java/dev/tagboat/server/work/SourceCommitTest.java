package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceCommitTest {
  private static final URI CONFIG = URI.create("https://git.acme.io:8443/Acme/config.git");
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static Optional<SourceCommit> of(Map<String, String> claims) {
    Map<String, ImageEvidence.Claim> said = new HashMap<>();
    claims.forEach(
        (name, value) ->
            said.put(name, new ImageEvidence.Claim(value, ImageEvidence.Origin.CONFIG)));
    return SourceCommit.of(
        new ImageEvidence.Seen(
            new Digest("sha256:" + "a".repeat(64)),
            "application/vnd.oci.image.manifest.v1+json",
            Instant.EPOCH,
            List.of(),
            null,
            said,
            ImageEvidence.Command.UNKNOWN,
            List.of(),
            List.of()),
        CONFIG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.acme.io/acme/web",
        "https://GIT.acme.io/Acme/web.git",
        " http://git.acme.io:80/acme/web/ ",
        "https://eve:x@git.acme.io:9999/acme/web",
        "git+https://git.acme.io/acme/web.git"
      })
  void aRepoOfTheSameOwnerIsReachedAtTheConfigReposOwnAddress(String source) {
    SourceCommit commit = of(Map.of("source", source, "revision", COMMIT)).orElseThrow();

    assertThat(commit.repository()).isEqualTo(URI.create("https://git.acme.io:8443/Acme/web.git"));
    assertThat(commit.commit().value()).isEqualTo(COMMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.acme.io/eve/web",
        "https://git.eve.io/acme/web",
        "https://git.acme.io.eve.io/acme/web",
        "https://git.acme.io@eve.io/acme/web",
        "https://git.acme.io/acme/web/../../eve/web",
        "https://git.acme.io/acme/..",
        "https://git.acme.io/acme/a%2f..%2fb",
        "https://git.acme.io/acme",
        "git@git.acme.io:acme/web.git",
        "not a url",
        ""
      })
  void allOthersAreNot(String source) {
    assertThat(of(Map.of("source", source, "revision", COMMIT))).isEmpty();
  }

  @Test
  void bothHaveToBeThere() {
    String source = "https://git.acme.io/acme/web";

    assertThat(of(Map.of("source", source))).isEmpty();
    assertThat(of(Map.of("revision", COMMIT))).isEmpty();
    assertThat(of(Map.of("source", source, "revision", "v1.2.3"))).isEmpty();
    assertThat(of(Map.of("source", source, "revision", "HEAD"))).isEmpty();
    assertThat(SourceCommit.of(new ImageEvidence.Missing("away"), CONFIG)).isEmpty();
  }
}
