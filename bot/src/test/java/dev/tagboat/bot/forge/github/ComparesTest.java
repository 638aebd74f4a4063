package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.CommitRange;
import dev.tagboat.bot.forge.WebPages;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commits between two versions, which are nice to have and never needed. */
class ComparesTest {
  private static final String PATH = "/api/v3/repos/acme/web/compare/aaaaaaa...bbbbbbb";
  private static final WebPages WEB =
      WebPages.claimed("https://github.com/acme/web", null).orElseThrow();
  private final GitHubStub gitHub = new GitHubStub();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private Optional<CommitRange> ask() {
    return gitHub.forge().between(WEB, "aaaaaaa", "bbbbbbb");
  }

  private static String answer(int total, int listed, int behind) {
    return IntStream.range(0, listed)
        .mapToObj(
            i -> "{\"sha\":\"%040d\",\"commit\":{\"message\":\"Do %d\\n\\nmore\"}}".formatted(i, i))
        .collect(
            Collectors.joining(
                ",",
                "{\"behind_by\":" + behind + ",\"total_commits\":" + total + ",\"commits\":[",
                "]}"));
  }

  @Test
  void theNewestComeFirst() {
    gitHub.answer(PATH, 200, answer(12, 12, 0));

    CommitRange range = ask().orElseThrow();

    assertThat(range.total()).isEqualTo(12);
    assertThat(range.some())
        .hasSize(CommitRange.MAX)
        .startsWith(new CommitRange.Commit("%040d".formatted(11), "Do 11"));
    assertThat(gitHub.seen("GET", PATH)).hasSize(1);
  }

  @Test
  void ofVeryManyTheOldestAreKnown() {
    gitHub.answer(PATH, 200, answer(400, 100, 0));

    assertThat(ask().orElseThrow().some())
        .extracting(CommitRange.Commit::subject)
        .startsWith("Do 0");
  }

  @Test
  void twoLinesThatPartedAreNoRange() {
    gitHub.answer(PATH, 200, answer(2, 2, 1));

    assertThat(ask()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 403, 404, 410, 422})
  void aRefusalIsSilence(int status) {
    gitHub.answer(PATH, status, "{\"message\":\"no\"}");

    assertThat(ask()).isEmpty();
  }

  @Test
  void anAnswerWithoutEndIsSilence() {
    gitHub.answer(
        PATH, aResponse().withBody("{\"commits\":[],\"files\":\"" + "x".repeat(5_000_000) + "\"}"));

    assertThat(ask()).isEmpty();
  }

  @Test
  void troubleIsTold() {
    gitHub.answer(PATH, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThatThrownBy(this::ask).isInstanceOf(TransientFault.class);
  }
}
