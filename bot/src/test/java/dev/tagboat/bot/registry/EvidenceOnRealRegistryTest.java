package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Attachment;
import dev.tagboat.bot.image.ImageEvidence.Kind;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.image.ImageEvidence.Via;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CNCF Distribution and the embedded registry show of the same images, and for how much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsProgram("docker-registry")
class EvidenceOnRealRegistryTest {
  private static final String TIME = "2026-03-01T10:00:00Z";
  private static final Tag TAG = new Tag("1");

  @TempDir Path home;
  private final RealRegistry real = RealRegistry.start();
  private final EmbeddedRegistry embedded =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  @AfterAll
  void stop() {
    real.close();
    embedded.close();
  }

  List<String> hosts() {
    return List.of(real.host(), embedded.host());
  }

  /** After confirming it; {@link #sent} then holds the methods of all requests. */
  private ImageEvidence.Seen seen(String host, String path) {
    sent.clear();
    OkHttpClient counting =
        HttpClients.shared()
            .newBuilder()
            .addInterceptor(
                chain -> {
                  sent.add(chain.request().method());
                  return chain.proceed(chain.request());
                })
            .build();
    OciRegistry registry =
        TestRegistries.asking(
            List.of(RegistrySettings.of(host)), counting, home, Clock.systemUTC());
    ImageName image = ImageName.of(host, path).orElseThrow();
    Confirmation.Confirmed confirmed = (Confirmation.Confirmed) registry.confirm(image, TAG, null);
    return (ImageEvidence.Seen) registry.evidence(image, confirmed.digest());
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void anImageOfJib(String host) {
    Digest pushed = TestImages.push(host, "acme/jib", "1");

    ImageEvidence.Seen seen = seen(host, "acme/jib");

    assertThat(seen.digest()).isEqualTo(pushed);
    assertThat(seen.platforms())
        .singleElement()
        .satisfies(
            platform -> {
              assertThat(platform.name()).isEqualTo("linux/amd64");
              assertThat(platform.size()).isPositive();
            });
    assertThat(seen.attachments()).isEmpty();
    assertThat(seen.gaps()).isEmpty();
    assertThat(sent).hasSize(8);
    assertThat(Collections.frequency(sent, "HEAD")).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aSignedIndexOfBuildKit(String host) {
    RawPush push = new RawPush(host, "acme/index");
    Digest amd = push.manifest("", RawPush.config(TIME, "linux", "amd64"), "");
    Digest arm = push.manifest("", RawPush.config(TIME, "linux", "arm64"), "");
    Digest proof = push.manifest("", RawPush.config("", "unknown", "unknown"), "");
    Digest index =
        push.index(
            "1",
            List.of(
                RawPush.child(amd, RawPush.platform("linux", "amd64")),
                RawPush.child(arm, RawPush.platform("linux", "arm64")),
                RawPush.child(proof, RawPush.platform("unknown", "unknown"))),
            ",\"annotations\":{\"org.opencontainers.image.source\":\"https://example.com/app\"}");
    String beside = index.value().replace(':', '-');
    Digest signature = push.manifest(beside + ".sig", RawPush.config("", "", ""), "");
    push.index(
        beside,
        List.of(
            RawPush.child(
                signature, ",\"artifactType\":\"application/vnd.cncf.notary.signature\"")),
        "");

    ImageEvidence.Seen seen = seen(host, "acme/index");

    assertThat(seen.mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
    assertThat(seen.platforms())
        .containsExactly(
            new Platform("linux/amd64", amd, 0L), new Platform("linux/arm64", arm, 0L));
    assertThat(seen.claims()).containsOnlyKeys("source");
    assertThat(seen.attachments())
        .extracting(Attachment::kind, Attachment::via)
        .containsExactly(
            tuple(Kind.ATTESTATION, Via.INDEX),
            tuple(Kind.SIGNATURE, Via.REFERRERS_TAG),
            tuple(Kind.SIGNATURE, Via.COSIGN_TAG));
    // HEAD of the tag; index, two manifests, one configuration; referrers, fallback, cosign's tags.
    assertThat(sent).hasSize(10);
  }
}
