package dev.tagboat.bot.registry.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.registry.RealSkopeo;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.registry.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushed to and pulled from by jib and skopeo, as a visitor of the demo would. */
@NeedsProgram("skopeo")
class EmbeddedRegistryTest {
  private static final Secret HOOK = Secret.of("hook-secret-0123456789");

  private final EmbeddedRegistry registry = start(EmbeddedRegistryOptions.temporary());

  private static EmbeddedRegistry start(EmbeddedRegistryOptions options) {
    return EmbeddedRegistry.start(options, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static Confirmation confirm(String host, RegistrySettings settings, String path) {
    return OciRegistry.onlyConfigured(List.of(settings), Clock.systemUTC())
        .confirm(ImageName.of(host, path).orElseThrow(), new Tag("1.2.3"), null);
  }

  private static Digest confirmed(String host, String path) {
    return ((Confirmation.Confirmed) confirm(host, RegistrySettings.of(host), path)).digest();
  }

  @Test
  void takesWhatJibPushes() {
    Digest pushed = TestImages.push(registry.host(), "acme/app", "1.2.3");
    assertThat(confirmed(registry.host(), "acme/app")).isEqualTo(pushed);
  }

  @Test
  void takesAnIndexThatJibPushes() {
    Digest pushed = TestImages.pushIndex(registry.host(), "acme/app", "1.2.3");
    assertThat(confirmed(registry.host(), "acme/app")).isEqualTo(pushed);
  }

  @Test
  void takesWhatSkopeoPushesAndGivesItBack(@TempDir Path directory) {
    Digest pushed = TestImages.pushBySkopeo(registry.host(), "deep/er/acme/app", "1.2.3");
    String image = "docker://" + registry.host() + "/deep/er/acme/app:1.2.3";
    RealSkopeo.copy(image, "dir:" + directory.resolve("pulled"));
    assertThat(RealSkopeo.inspect(image)).contains(pushed.value(), "1.2.3");
    assertThat(directory.resolve("pulled/manifest.json")).exists();
  }

  @Test
  void copiesAnIndexBetweenRegistries() {
    Digest pushed = TestImages.pushIndex(registry.host(), "acme/app", "1.2.3");
    try (EmbeddedRegistry second = start(EmbeddedRegistryOptions.temporary())) {
      RealSkopeo.copy(
          "docker://" + registry.host() + "/acme/app:1.2.3",
          "docker://" + second.host() + "/acme/app:1.2.3");
      assertThat(confirmed(second.host(), "acme/app")).isEqualTo(pushed);
    }
  }

  @Test
  void aTagCanMove() {
    TestImages.push(registry.host(), "acme/app", "1.2.3", "before");
    Digest after = TestImages.push(registry.host(), "acme/app", "1.2.3", "after");
    assertThat(confirmed(registry.host(), "acme/app")).isEqualTo(after);
  }

  @Test
  void keepsItsImagesOverARestart(@TempDir Path directory) {
    EmbeddedRegistryOptions kept = EmbeddedRegistryOptions.temporary().withDirectory(directory);
    EmbeddedRegistry first = start(kept);
    Digest pushed = TestImages.push(first.host(), "acme/app", "1.2.3");
    first.close();
    try (EmbeddedRegistry second = start(kept)) {
      assertThat(confirmed(second.host(), "acme/app")).isEqualTo(pushed);
    }
  }

  @Test
  void asksForAPassword() {
    Secret password = Secret.of("pass");
    EmbeddedRegistryOptions closed =
        EmbeddedRegistryOptions.temporary().withLogin("user", password);
    try (EmbeddedRegistry locked = start(closed)) {
      TestImages.pushBySkopeo(locked.host(), "acme/app", "1.2.3", "--dest-creds=user:pass");
      RegistrySettings settings = RegistrySettings.of(locked.host());
      assertThat(confirm(locked.host(), settings.withLogin("user", password), "acme/app"))
          .isInstanceOf(Confirmation.Confirmed.class);
      assertThatThrownBy(() -> confirm(locked.host(), settings, "acme/app"))
          .isInstanceOf(UserFault.class);
    }
  }

  @Test
  void aBusyPortSaysSo() {
    EmbeddedRegistryOptions same = EmbeddedRegistryOptions.temporary().withPort(registry.port());
    assertThatThrownBy(() -> start(same))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(String.valueOf(registry.port()));
  }

  @Test
  void leavesNoTemporaryDirectory() throws Exception {
    EmbeddedRegistry one = start(EmbeddedRegistryOptions.temporary());
    Path root = one.directory();
    TestImages.push(one.host(), "acme/app", "1.2.3");
    one.close();
    assertThat(Files.exists(root)).isFalse();
  }

  @Test
  void notifiesAsDistributionDoes() throws Exception {
    try (Receiver receiver = new Receiver(0);
        EmbeddedRegistry notifying =
            start(EmbeddedRegistryOptions.temporary().withNotifications(receiver.url(), HOOK))) {
      Digest pushed = TestImages.push(notifying.host(), "acme/app", "1.2.3");
      List<Receiver.Delivery> all = receiver.untilTag();
      Receiver.Delivery last = all.get(all.size() - 1);
      assertThat(all).hasSize(3); // layer, configuration, manifest
      assertThat(all)
          .extracting(Receiver.Delivery::authorization)
          .containsOnly("Bearer " + HOOK.reveal());
      assertThat(last.contentType())
          .startsWith("application/vnd.docker.distribution.events.v1+json");
      assertThat(last.event().path("action").asText()).isEqualTo("push");
      assertThat(last.event().path("target").path("repository").asText()).isEqualTo("acme/app");
      assertThat(last.event().path("target").path("digest").asText()).isEqualTo(pushed.value());
      assertThat(last.event().path("request").path("host").asText()).isEqualTo(notifying.host());
    }
  }

  @Test
  void repeatsANotificationThatWasRefused() throws Exception {
    try (Receiver receiver = new Receiver(2);
        EmbeddedRegistry notifying =
            start(EmbeddedRegistryOptions.temporary().withNotifications(receiver.url(), HOOK))) {
      TestImages.push(notifying.host(), "acme/app", "1.2.3");
      assertThat(receiver.untilTag()).hasSize(3);
    }
  }
}
