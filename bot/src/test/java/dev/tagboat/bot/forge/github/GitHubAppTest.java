package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Subject;
import dev.tagboat.bot.git.GitRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GitHub App's tokens: asked for narrowly, kept, renewed in time. */
class GitHubAppTest {
  private static final String TOKENS = "/api/v3/app/installations/5/access_tokens";
  private static final String INSTALLATION = "/api/v3/repos/acme/config/installation";

  @TempDir Path dir;
  private final GitHubStub gitHub = new GitHubStub();
  private Path pem;

  @BeforeEach
  void start() throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pem = dir.resolve("app.pem");
    Files.writeString(pem, Pem.pkcs1(generator.generateKeyPair().getPrivate()));
    gitHub.answer("/api/v3/app", 200, "{\"id\":42,\"slug\":\"tagboat\"}");
    gitHub.answer(
        INSTALLATION, 200, "{\"id\":5,\"app_id\":42,\"permissions\":{\"contents\":\"write\"}}");
    gitHub.answer(
        TOKENS, 201, "{\"token\":\"ghs_secret\",\"expires_at\":\"2026-11-24T09:00:00Z\"}");
    gitHub.answer(GitHubStub.PULLS, 200, "[]");
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private GitHubForge forge() {
    return gitHub.forge(new Credentials.App(42, pem));
  }

  @Test
  void asksForOneRepositoryAndThreePermissions() throws IOException {
    forge().find("bump", "main");

    JsonNode asked =
        new ObjectMapper().readTree(gitHub.seen("POST", TOKENS).get(0).getBodyAsString());
    assertThat(asked.path("repositories").toString()).isEqualTo("[\"config\"]");
    assertThat(asked.path("permissions"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"contents\":\"write\",\"pull_requests\":\"write\",\"metadata\":\"read\"}"));
    assertThat(gitHub.seen("GET", GitHubStub.PULLS).get(0).getHeader("Authorization"))
        .isEqualTo("Bearer ghs_secret");
  }

  @Test
  void asksForStatusesWhereTheAppHasThem() throws IOException {
    gitHub.answer(
        INSTALLATION, 200, "{\"id\":5,\"app_id\":42,\"permissions\":{\"statuses\":\"write\"}}");

    forge().find("bump", "main");

    JsonNode asked =
        new ObjectMapper().readTree(gitHub.seen("POST", TOKENS).get(0).getBodyAsString());
    assertThat(asked.at("/permissions/statuses").asText()).isEqualTo("write");
    assertThat(asked.path("permissions")).hasSize(4);
  }

  private List<String> permissions() throws IOException {
    List<String> asked = new ArrayList<>();
    for (LoggedRequest request : gitHub.seen("POST", TOKENS)) {
      asked.add(
          new ObjectMapper()
              .readTree(request.getBodyAsString())
              .at("/permissions/members")
              .asText("none"));
    }
    return asked;
  }

  private static Subject withTeam() {
    Decoration team = new Decoration(List.of(), List.of(), List.of("ops"), List.of());
    return new Subject("tagboat/app", "main", false, null, team, null);
  }

  @Test
  void asksForMembersOnlyWhereTeamsAreAsked() throws IOException {
    gitHub.answer(
        INSTALLATION, 200, "{\"id\":5,\"app_id\":42,\"permissions\":{\"members\":\"read\"}}");
    GitHubForge forge = forge();

    forge.find("bump", "main");
    assertThat(permissions()).containsExactly("none");
    assertThat(forge.read(withTeam()).pullRequests()).isEmpty();
    assertThat(forge.read(withTeam()).pullRequests()).isEmpty();

    // The newest comes first.
    assertThat(permissions()).containsExactly("read", "none");
    assertThat(gitHub.seen("GET", INSTALLATION)).hasSize(1);
  }

  @Test
  void anAppWithoutMembersSaysWhichTeamsWereNotAsked() throws IOException {
    GitHubForge forge = forge();

    List<String> warnings = forge.decorate(7, withTeam().marks(), null, true);

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("ops", "\"members: read\"", "owner of the organization");
    assertThat(permissions()).containsExactly("none");
    assertThat(gitHub.seen("POST", GitHubStub.PULLS)).isEmpty();
  }

  @Test
  void renewsTenMinutesBeforeTheEnd() {
    GitHubForge forge = forge();
    forge.find("bump", "main");
    gitHub.clock.advance(Duration.ofMinutes(49));
    forge.find("bump", "main");
    assertThat(gitHub.seen("POST", TOKENS)).hasSize(1);

    gitHub.clock.advance(Duration.ofMinutes(1));
    forge.find("bump", "main");

    assertThat(gitHub.seen("POST", TOKENS)).hasSize(2);
  }

  @Test
  void aTokenOfAShortLifeIsNotRenewedForEachRequest() {
    gitHub.answer(TOKENS, 201, token("ghs_short", gitHub.clock.instant().plusSeconds(300)));
    GitHubForge forge = forge();
    forge.find("bump", "main");
    gitHub.clock.advance(Duration.ofSeconds(239));
    forge.find("bump", "main");
    assertThat(gitHub.seen("POST", TOKENS)).hasSize(1);

    gitHub.clock.advance(Duration.ofSeconds(1));
    forge.find("bump", "main");

    assertThat(gitHub.seen("POST", TOKENS)).hasSize(2);
  }

  @Test
  void aTokenThatGitHubNoLongerTakesIsReplacedAtOnce() {
    GitHubForge forge = forge();
    forge.find("bump", "main");
    gitHub.server.stubFor(
        any(urlPathEqualTo(GitHubStub.PULLS))
            .atPriority(1)
            .withHeader("Authorization", equalTo("Bearer ghs_secret"))
            .willReturn(aResponse().withStatus(401).withBody("{\"message\":\"Bad credentials\"}")));
    gitHub.answer(TOKENS, 201, token("ghs_new", gitHub.clock.instant().plusSeconds(3600)));

    forge.find("bump", "main");

    assertThat(gitHub.seen("POST", TOKENS)).hasSize(2);
  }

  @Test
  void whoIsRefusedWithANewTokenTooIsToldSo() {
    gitHub.answer(GitHubStub.PULLS, 401, "{\"message\":\"Bad credentials\"}");

    assertThatThrownBy(() -> forge().find("bump", "main")).isInstanceOf(UserFault.class);

    assertThat(gitHub.seen("POST", TOKENS)).hasSize(2);
  }

  @Test
  void gitHasANewTokenWhenOneIsRefusedThatWasGood() {
    GitRemote.Renewable login = (GitRemote.Renewable) forge().login();
    GitRemote.Login first = login.get();
    assertThat(login.refused(first)).as("a new one is refused for other reasons").isFalse();

    GitRemote.Login second = login.get();
    gitHub.clock.advance(Duration.ofMinutes(1));
    assertThat(login.refused(second)).isTrue();
    assertThat(gitHub.seen("POST", TOKENS)).hasSize(2);
    assertThat(login.get()).isNotNull();
    assertThat(gitHub.seen("POST", TOKENS)).hasSize(3);
  }

  private static String token(String token, Instant end) {
    return "{\"token\":\"%s\",\"expires_at\":\"%s\"}".formatted(token, end);
  }

  @Test
  void anAppThatIsNotInstalledIsSaidSo() {
    gitHub.answer(INSTALLATION, 404, "{\"message\":\"Not Found\"}");

    assertThatThrownBy(() -> forge().login().get())
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("as GitHub App 42")
        .hasMessageContaining("the App installed on this repository");
  }

  @Test
  void permissionsThatTheAppLacksAreNamed() {
    gitHub.answer(
        TOKENS,
        422,
        "{\"message\":\"The permissions requested are not granted to this installation.\"}");

    assertThatThrownBy(() -> forge().find("bump", "main"))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("not granted to this installation");
  }
}
