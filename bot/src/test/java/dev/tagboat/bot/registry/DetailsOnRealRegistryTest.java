package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.ImageDetails.Breadth;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same images in CNCF Distribution and in the embedded registry say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsProgram("docker-registry")
class DetailsOnRealRegistryTest {
  private static final String TIME = "2026-03-01T10:00:00.123456789Z";

  private final RealRegistry real = RealRegistry.start();
  private final EmbeddedRegistry embedded =
      EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());

  @AfterAll
  void stop() {
    real.close();
    embedded.close();
  }

  List<String> hosts() {
    return List.of(real.host(), embedded.host());
  }

  private static ImageDetails details(String host, String path, String tag) {
    ImageName image = ImageName.of(host, path).orElseThrow();
    OciRegistry registry =
        OciRegistry.onlyConfigured(List.of(RegistrySettings.of(host)), Clock.systemUTC());
    Digest digest = registry.digest(image, new Tag(tag)).orElseThrow();
    return registry.details(image, digest, Breadth.ALL);
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void oneImage(String host) {
    new RawPush(host, "acme/one").image("1", TIME);

    ImageDetails details = details(host, "acme/one", "1");

    assertThat(details.created()).isEqualTo(Instant.parse(TIME));
    assertThat(details.platforms()).containsExactly("linux/amd64");
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void anIndexAsBuildKitMakesIt(String host) {
    RawPush push = new RawPush(host, "acme/index");
    Digest amd = push.manifest("", RawPush.config(TIME, "linux", "amd64"), "");
    Digest arm = push.manifest("", RawPush.config(TIME, "linux", "arm64"), "");
    Digest proof = push.manifest("", RawPush.config("", "unknown", "unknown"), "");
    push.index(
        "1",
        List.of(
            RawPush.child(amd, RawPush.platform("linux", "amd64")),
            RawPush.child(arm, RawPush.platform("linux", "arm64")),
            RawPush.child(proof, RawPush.platform("unknown", "unknown"))),
        "");

    assertThat(details(host, "acme/index", "1").platforms())
        .containsExactly("linux/amd64", "linux/arm64");
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void whatJibPushesReproduciblyHasNoTime(String host) {
    TestImages.push(host, "acme/jib", "1.2.3");

    ImageDetails details = details(host, "acme/jib", "1.2.3");

    assertThat(details.created()).isNull();
    assertThat(details.labels()).containsEntry("version", "1.2.3");
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aTagThatIsNotThereHasNoDigest(String host) {
    TestImages.push(host, "acme/app", "1");
    OciRegistry registry =
        OciRegistry.onlyConfigured(List.of(RegistrySettings.of(host)), Clock.systemUTC());

    assertThat(registry.digest(ImageName.of(host, "acme/app").orElseThrow(), new Tag("2")))
        .isEmpty();
  }
}
