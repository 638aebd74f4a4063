package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.server.inbox.PushState;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the registry's word leads to, on both databases. */
class ConfirmingTest extends WorkersBase {
  @ParameterizedTest
  @EnumSource
  void aPushIsConfirmedThenProposedThenMerged(Kind kind) {
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.4.2");
    server.inbox().await("1.4.2", PushState.PROPOSED);
    assertThat(server.inbox().steps("1.4.2"))
        .containsExactly("received", "confirmed", "fetched", "pushed", "warning", "proposed");

    proposer.states.put(7, PullRequest.State.MERGED);
    server.workers().pullRequestChanged(CONFIG, 7);
    server.inbox().await("1.4.2", PushState.MERGED);
    assertThat(server.inbox().sentence("1.4.2")).isEqualTo("pull request #7 was merged");
  }

  @ParameterizedTest
  @EnumSource
  void aTagThatIsNotReadableYetIsAskedForAgain(Kind kind) {
    for (int i = 0; i < 3; i++) {
      registry.answer("1.0.0", () -> new Confirmation.NotReadable("1.0.0 is not there (yet)"));
    }
    registry.answer("1.0.0", FakeRegistry::confirmed);
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.0.0");
    server.inbox().await("1.0.0", PushState.PROPOSED);
    assertThat(server.inbox().steps("1.0.0"))
        .startsWith("received", "waiting", "waiting", "waiting", "confirmed");
  }

  @ParameterizedTest
  @EnumSource
  void aTagThatNeverComesIsRefusedWithASentence(Kind kind) {
    registry.answer("9.9.9", () -> new Confirmation.NotReadable("9.9.9 is not there (yet)"));
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("9.9.9");
    server.inbox().await("9.9.9", PushState.REFUSED);
    assertThat(server.inbox().sentence("9.9.9"))
        .isEqualTo("9.9.9 is not there (yet)" + Pauses.gaveUp(9));
  }

  @ParameterizedTest
  @EnumSource
  void whereTheTagWasMovedTheRegistryCounts(Kind kind) {
    registry.answer(
        "2.0.0",
        () -> new Confirmation.PointsElsewhere(FakeRegistry.DIGEST, "2.0.0 points elsewhere"));
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("2.0.0");
    server.inbox().await("2.0.0", PushState.REFUSED);
    for (int i = 0; i < 6; i++) {
      registry.answer(
          "2.0.1",
          () -> new Confirmation.PointsElsewhere(FakeRegistry.DIGEST, "2.0.1 points elsewhere"));
    }
    registry.answer("2.0.1", FakeRegistry::confirmed);
    server.intakes().push("2.0.1");
    server.inbox().await("2.0.1", PushState.PROPOSED);
  }

  @ParameterizedTest
  @EnumSource
  void whatEndsAtTheRegistryEndsWithItsReason(Kind kind) {
    registry.answer("chart", () -> new Confirmation.Refused("a Helm chart, not an image"));
    registry.answer(
        "locked",
        () -> {
          throw new UserFault("registry.acme.io refuses our credentials");
        });
    registry.answer(
        "bug",
        () -> {
          throw new IllegalStateException("secret=hunter2");
        });
    Server server = start(kind.create(folder), CONFIG);
    for (String tag : List.of("chart", "locked", "bug", "1.0.0")) {
      server.intakes().push(tag);
    }
    server.inbox().await("chart", PushState.REFUSED);
    assertThat(server.inbox().sentence("chart")).isEqualTo("a Helm chart, not an image");
    server.inbox().await("locked", PushState.FAILED);
    server.inbox().await("bug", PushState.FAILED);
    assertThat(server.inbox().sentence("bug")).contains("bug of Tagboat").doesNotContain("hunter2");
    server.inbox().await("1.0.0", PushState.PROPOSED);
    assertThat(server.inbox().history()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void anImageThatNobodyFollowsIsUnrouted(Kind kind) {
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push(new ImageName("registry.acme.io", "other/app"), "1.0.0");
    server.inbox().await("1.0.0", PushState.UNROUTED);
    assertThat(server.inbox().sentence("1.0.0")).contains("no configured config repo follows");
  }
}
