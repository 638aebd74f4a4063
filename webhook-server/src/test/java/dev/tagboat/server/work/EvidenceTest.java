package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.server.inbox.Evidences;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushState;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the registry shows goes with the push, and never holds it back for long. */
class EvidenceTest extends WorkersBase {
  private static Supplier<ImageEvidence> trouble(RuntimeException fault) {
    return () -> {
      throw fault;
    };
  }

  private void troubles(int times) {
    for (int i = 0; i < times; i++) {
      registry.shown.add(trouble(new TransientFault("it answered 500")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsShownReachesTheProposer(Kind kind) {
    registry.shown.add(Evidences::whole);
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.4.2");
    server.inbox().await("1.4.2", PushState.PROPOSED);

    assertThat(proposer.evidence).containsExactly(Evidences.whole());
  }

  @ParameterizedTest
  @EnumSource
  void troubleThatPassesIsWaitedFor(Kind kind) {
    troubles(3);
    registry.shown.add(Evidences::whole);
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.4.2");
    server.inbox().await("1.4.2", PushState.PROPOSED);

    assertThat(proposer.evidence).containsExactly(Evidences.whole());
  }

  @ParameterizedTest
  @EnumSource
  void troubleThatStaysDoesNotHoldThePushBack(Kind kind) {
    troubles(99);
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.4.2");
    server.inbox().await("1.4.2", PushState.PROPOSED);

    assertThat(proposer.evidence).containsExactly(new ImageEvidence.Missing("it answered 500"));
    assertThat(registry.shown).hasSize(99 - 4);
    assertThat(server.inbox().history()).contains("nothing more was read of the image");
  }

  @ParameterizedTest
  @EnumSource
  void whatAPersonOrWeMustMendIsAReason(Kind kind) {
    registry.shown.add(trouble(new UserFault("its storage is at a private address")));
    registry.shown.add(trouble(new IllegalStateException("secret=hunter2")));
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.4.2");
    server.inbox().await("1.4.2", PushState.PROPOSED);
    server.intakes().push("1.4.3");
    server.inbox().await("1.4.3", PushState.PROPOSED);

    assertThat(proposer.evidence)
        .contains(new ImageEvidence.Missing("its storage is at a private address"))
        .hasSize(2);
    assertThat(server.inbox().history()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void nobodyReadsWhatNobodyFollows(Kind kind) {
    registry.shown.add(Evidences::whole);
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push(new ImageName("registry.acme.io", "other/app"), "1.0.0");
    server.inbox().await("1.0.0", PushState.UNROUTED);

    assertThat(registry.shown).hasSize(1);
  }

  private static Confirmation now(int digest) {
    return new Confirmation.Confirmed(new Digest(Inboxes.digest(digest)), "x", false, 1);
  }

  @ParameterizedTest
  @EnumSource
  void anEventWithoutADigestIsNotMetByTheOldImage(Kind kind) {
    registry.answer("latest", () -> now(1));
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("latest");
    server.inbox().await("latest", PushState.PROPOSED);
    for (int answer : new int[] {1, 1, 2}) {
      registry.answer("latest", () -> now(answer));
    }
    server.intakes().push("latest");
    server.inbox().awaitStep("latest", "waiting");
    server.inbox().awaitDigest("latest", Inboxes.digest(2));
  }

  @ParameterizedTest
  @EnumSource
  void anImageThatIsPushedAgainUnchangedGoesOnInTheEnd(Kind kind) {
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("latest");
    server.inbox().await("latest", PushState.PROPOSED);
    int before = registry.asked.get();
    server.intakes().push("latest");
    server.inbox().awaitProposed("latest", 2);

    assertThat(registry.asked.get() - before).isEqualTo(6);
  }
}
