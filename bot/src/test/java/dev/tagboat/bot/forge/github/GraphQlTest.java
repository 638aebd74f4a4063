package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphQlTest {
  private final GitHubStub gitHub = new GitHubStub();
  private final GitHubSettings settings =
      gitHub.settings(new Credentials.Token(Secret.of(GitHubStub.TOKEN)));
  private final GraphQl graphQl =
      new GraphQl(
          Connection.of(settings, gitHub.client, gitHub.clock, gitHub.clock).rest(),
          settings.graphQlUrl());

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void valuesTravelBesideTheDocument() {
    gitHub.answer("/api/graphql", 200, "{\"data\":{\"a\":1}}");

    assertThat(
            graphQl
                .query("ask", "query($t:String!){a(t:$t)}", Map.of("t", "\"}{"))
                .path("a")
                .asInt())
        .isEqualTo(1);
    assertThat(gitHub.seen("POST", "/api/graphql").get(0).getBodyAsString())
        .isEqualTo("{\"query\":\"query($t:String!){a(t:$t)}\",\"variables\":{\"t\":\"\\\"}{\"}}");
  }

  @ParameterizedTest
  @CsvSource({"FORBIDDEN, false", "NOT_FOUND, false", "'', false", "INTERNAL, true"})
  void anErrorWithStatus200IsAnError(String type, boolean time) {
    gitHub.answer(
        "/api/graphql",
        200,
        "{\"data\":{\"a\":null},\"errors\":[{\"type\":\"" + type + "\",\"message\":\"no such\"}]}");

    assertThatThrownBy(() -> graphQl.query("ask", "{a}", Map.of()))
        .isInstanceOf(time ? TransientFault.class : UserFault.class)
        .hasMessageContaining("Tried to ask")
        .hasMessageContaining("no such");
  }

  @Test
  void aLimitWithStatus200AsksForAPause() {
    gitHub.answer(
        "/api/graphql",
        200,
        "{\"data\":null,\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"no more\"}]}");

    TransientFault fault =
        catchThrowableOfType(TransientFault.class, () -> graphQl.query("ask", "{a}", Map.of()));

    assertThat(fault).hasMessageContaining("GitHub limits our requests");
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(60));
  }

  @Test
  void anAnswerWithoutDataIsTransient() {
    gitHub.answer("/api/graphql", 200, "{}");

    assertThatThrownBy(() -> graphQl.query("ask", "{a}", Map.of()))
        .isInstanceOf(TransientFault.class);
  }
}
