package dev.tagboat.bot.forge.embedded;

import static dev.tagboat.bot.forge.embedded.ForgeFixture.REPO;
import static dev.tagboat.bot.forge.embedded.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.forge.embedded.ForgeFixture.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  private static final String PULLS = "/api/v3/repos/.*/pulls";

  @TempDir Path dir;
  private ForgeFixture forge;
  private Faults faults;

  @BeforeEach
  void start() {
    forge = ForgeFixture.start(ForgeFixture.config(dir));
    faults = forge.forge.faults();
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  private Reply create() {
    return forge.send(
        "POST", REPO + "/pulls", body("title", "Bump", "head", "bump", "base", "main"));
  }

  @Test
  void answersAsManyTimesAsAskedFor() {
    faults.respond("GET", "/api/v3/repos/acme/config", 2, 502, "Server Error");

    assertThat(forge.get(REPO).status()).isEqualTo(502);
    assertThat(forge.get(REPO).message()).isEqualTo("Server Error");
    assertThat(forge.get(REPO).status()).isEqualTo(200);
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void theSecondaryLimitComesWithAndWithoutAHeader() {
    faults.secondaryLimit("GET", ".*", 1, Optional.of(7));
    faults.secondaryLimit("GET", ".*", 1, Optional.empty());

    assertThat(forge.get(REPO).headers()).containsEntry("Retry-After", "7");
    Reply bare = forge.get(REPO);
    assertThat(bare.status()).isEqualTo(403);
    assertThat(bare.headers()).doesNotContainKey("Retry-After");
    assertThat(bare.message()).contains("secondary rate limit");
  }

  @Test
  void aDroppedRequestDoesNothing() {
    forge.branch("bump");
    faults.drop("POST", PULLS, 5);

    assertThatThrownBy(this::create).isInstanceOf(AssertionError.class);

    assertThat(forge.forge.pullRequests("acme", "config")).isEmpty();
    assertThat(forge.forge.requests())
        .contains(new RecordedRequest("POST", "/api/v3" + REPO + "/pulls", 0));
  }

  @Test
  void aLostAnswerHasItsEffect() {
    forge.branch("bump");
    faults.loseAnswer("POST", PULLS, 5);

    assertThatThrownBy(this::create).isInstanceOf(AssertionError.class);

    assertThat(forge.forge.pullRequests("acme", "config")).hasSize(1);
  }

  @Test
  void anErrorMayComeAfterTheEffect() {
    forge.branch("bump");
    faults.add(
        new FaultRule(
            "POST", Pattern.compile(PULLS), 1, new FaultAction.Respond(504, Map.of(), "{}", true)));

    assertThat(create().status()).isEqualTo(504);
    assertThat(create().status()).isEqualTo(422);
  }

  @Test
  void aDelayChangesNothingElse() {
    faults.delay("GET", ".*", 1, Duration.ofMillis(1));

    assertThat(forge.get(REPO).status()).isEqualTo(200);
  }

  @Test
  void aFreshPullRequestMayNotBeResolvedYet() {
    int number = forge.open("bump");
    String labels = REPO + "/issues/" + number + "/labels";
    faults.notResolvedYet(".*/labels", 1);

    assertThat(forge.send("POST", labels, Json.strings(java.util.List.of("a"))).status())
        .isEqualTo(422);
    assertThat(forge.send("POST", labels, Json.strings(java.util.List.of("a"))).status())
        .isEqualTo(200);
  }
}
