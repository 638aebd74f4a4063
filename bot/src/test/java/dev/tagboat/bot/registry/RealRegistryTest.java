package dev.tagboat.bot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Secret;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real CNCF Distribution says, of images that jib and skopeo pushed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsProgram({"docker-registry", "skopeo"})
class RealRegistryTest {
  private static final Tag TAG = new Tag("1.2.3");
  private static final Digest OTHER = new Digest("sha256:" + "0".repeat(64));

  private final RealRegistry real = RealRegistry.start();
  private final RealRegistry closed = RealRegistry.withPassword();

  @BeforeAll
  void push() {
    TestImages.push(real.host(), "acme/app", "1.2.3");
    TestImages.pushBySkopeo(
        closed.host(),
        "acme/app",
        "1.2.3",
        "--dest-creds=" + RealRegistry.USERNAME + ":" + RealRegistry.PASSWORD);
  }

  @AfterAll
  void stop() {
    real.close();
    closed.close();
  }

  private static ImageName name(RealRegistry registry, String path) {
    return ImageName.of(registry.host(), path).orElseThrow();
  }

  private static Registry asking(RegistrySettings settings) {
    return OciRegistry.onlyConfigured(List.of(settings), Clock.systemUTC());
  }

  private Confirmation confirm(String path, Digest claimed) {
    return asking(RegistrySettings.of(real.host())).confirm(name(real, path), TAG, claimed);
  }

  @Test
  void confirmsWhatJibPushed() {
    Digest pushed = TestImages.push(real.host(), "acme/jib", "1.2.3");
    Confirmation confirmation = confirm("acme/jib", pushed);
    assertThat(confirmation)
        .isInstanceOfSatisfying(
            Confirmation.Confirmed.class,
            confirmed -> {
              assertThat(confirmed.digest()).isEqualTo(pushed);
              assertThat(confirmed.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
              assertThat(confirmed.index()).isFalse();
              assertThat(confirmed.size()).isPositive();
            });
  }

  @Test
  void confirmsAnIndexOfTwoPlatforms() {
    Digest pushed = TestImages.pushIndex(real.host(), "acme/index", "1.2.3");
    Confirmation confirmation = confirm("acme/index", pushed);
    assertThat(confirmation)
        .isInstanceOfSatisfying(
            Confirmation.Confirmed.class,
            confirmed -> {
              assertThat(confirmed.digest()).isEqualTo(pushed);
              assertThat(confirmed.index()).isTrue();
            });
  }

  @Test
  void confirmsWhatSkopeoPushed() {
    Digest pushed = TestImages.pushBySkopeo(real.host(), "acme/skopeo", "1.2.3");
    Confirmation confirmation = confirm("acme/skopeo", pushed);
    assertThat(confirmation)
        .isInstanceOfSatisfying(
            Confirmation.Confirmed.class,
            confirmed ->
                assertThat(RealSkopeo.inspect("docker://" + name(real, "acme/skopeo") + ":1.2.3"))
                    .contains(confirmed.digest().value()));
  }

  @Test
  void aTagOrRepositoryThatIsNotThereIsNotReadable() {
    Registry registry = asking(RegistrySettings.of(real.host()));
    assertThat(registry.confirm(name(real, "acme/app"), new Tag("9.9.9"), null))
        .isInstanceOf(Confirmation.NotReadable.class);
    assertThat(registry.confirm(name(real, "acme/none"), TAG, null))
        .isInstanceOf(Confirmation.NotReadable.class);
  }

  @Test
  void aClaimedDigestThatTheRegistryLacksIsNotReadable() {
    assertThat(confirm("acme/app", OTHER)).isInstanceOf(Confirmation.NotReadable.class);
  }

  @Test
  void aTagThatMovedPointsElsewhere() {
    Digest before = TestImages.push(real.host(), "acme/moved", "1.2.3", "before");
    Digest after = TestImages.push(real.host(), "acme/moved", "1.2.3", "after");
    assertThat(confirm("acme/moved", before))
        .isInstanceOfSatisfying(
            Confirmation.PointsElsewhere.class,
            elsewhere -> assertThat(elsewhere.now()).isEqualTo(after));
  }

  @Test
  void logsInWithAPassword() {
    RegistrySettings settings =
        RegistrySettings.of(closed.host())
            .withLogin(RealRegistry.USERNAME, Secret.of(RealRegistry.PASSWORD));
    assertThat(asking(settings).confirm(name(closed, "acme/app"), TAG, null))
        .isInstanceOf(Confirmation.Confirmed.class);
  }

  @Test
  void aWrongPasswordIsForAPersonAndIsNotShown() {
    RegistrySettings settings =
        RegistrySettings.of(closed.host())
            .withLogin(RealRegistry.USERNAME, Secret.of("wrong-password"));
    assertThatThrownBy(() -> asking(settings).confirm(name(closed, "acme/app"), TAG, null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("credentials")
        .hasMessageNotContaining("wrong-password");
  }

  @Test
  void noPasswordIsForAPerson() {
    RegistrySettings settings = RegistrySettings.of(closed.host());
    assertThatThrownBy(() -> asking(settings).confirm(name(closed, "acme/app"), TAG, null))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("docker login");
  }
}
