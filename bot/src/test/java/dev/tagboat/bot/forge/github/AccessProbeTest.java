package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.contract.GitHubContract;
import dev.tagboat.bot.forge.github.GitHubAccess.Kind;
import dev.tagboat.bot.forge.github.GitHubAccess.Question;
import dev.tagboat.bot.forge.github.GitHubAccess.Verdict;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of GitHub that the embedded forge does not give. */
class AccessProbeTest {
  private static final String API = "/api/v3";
  private static final String LIMIT = "/api/v3/rate_limit";
  private static final String REPO = "/api/v3/repos/acme/config";

  @TempDir Path dir;
  private final GitHubStub gitHub = new GitHubStub();
  private final ScriptedTurns turns = new ScriptedTurns();
  private final TokenLanes lanes = new TokenLanes(gitHub.clock, gitHub.clock, turns);

  @BeforeEach
  void answer() {
    gitHub.answer(LIMIT, 200, "{}");
  }

  @AfterEach
  void stop() {
    List<String> undescribed = gitHub.seen().stream().flatMap(this::undescribed).toList();
    gitHub.close();
    assertThat(undescribed).isEmpty();
  }

  // A write that says nothing must be one that GitHub cannot carry out.
  private Stream<String> undescribed(LoggedRequest request) {
    String method = request.getMethod().value();
    String path = request.getUrl().substring(API.length());
    List<String> wrong =
        GitHubContract.shared().request(method, path, List.of(), request.getBodyAsString());
    if (!request.getBodyAsString().equals("{}")) {
      return wrong.stream();
    }
    boolean incomplete = wrong.stream().anyMatch(one -> one.contains("required"));
    return incomplete ? Stream.of() : Stream.of(method + " " + path + " could change something");
  }

  @Test
  void itsRequestsWaitForTheirTurnLikeAnyOther() {
    lookAtRepository();

    assertThat(turns.said().stream().filter(one -> one.startsWith("ask")))
        .hasSameSizeAs(gitHub.seen());
  }

  private GitHubAccess look(String token) {
    Credentials credentials = new Credentials.Token(Secret.of(token));
    return AccessProbe.look(gitHub.settings(credentials), gitHub.client, gitHub.clock, lanes);
  }

  private GitHubAccess lookAtRepository() {
    Credentials credentials = new Credentials.Token(Secret.of("github_pat_1"));
    return AccessProbe.look(
        gitHub.settings(credentials), gitHub.client, gitHub.clock, lanes, "main");
  }

  /** Read from the code, so that a new request cannot be forgotten: each is held to GitHub's. */
  @Test
  void everyRequestOfTheCodeIsMadeAndDescribed() throws IOException {
    gitHub.answer(REPO + "/branches/main", 200, "{\"protected\":false}");
    GitHubAccess unused = lookAtRepository();
    List<String> seen = gitHub.seen().stream().map(LoggedRequest::getUrl).toList();

    List<String> asked =
        Pattern.compile("\\bhere\\(((?:\"[a-z]+\"|base|, )*)\\)[),]")
            .matcher(
                Files.readString(
                    Path.of("src/main/java/dev/tagboat/bot/forge/github/AccessProbe.java")))
            .results()
            .map(call -> call.group(1).replace("\"", "").replace(", ", "/"))
            .map(path -> REPO + (path.isEmpty() ? "" : "/" + path.replace("base", "main")))
            .toList();
    assertThat(asked).hasSizeGreaterThan(9);
    assertThat(seen).containsAll(asked);
  }

  @ParameterizedTest
  @CsvSource({
    "github_pat_11AA, FINE_GRAINED",
    "ghp_abc, CLASSIC",
    "ghs_abc, INSTALLATION",
    "gho_abc, USER_OF_APP",
    "ghu_abc, USER_OF_APP",
    "0123456789abcdef0123456789abcdef01234567, UNKNOWN",
  })
  void tellsTheKindByTheToken(String token, Kind kind) {
    assertThat(look(token).kind()).isEqualTo(kind);
    assertThat(look(token).scopes()).isNull();
  }

  @Test
  void readsScopesAndEndFromTheHeaders() {
    gitHub.answer(
        LIMIT,
        jsonResponse("{}", 200)
            .withHeader("X-OAuth-Scopes", "repo, admin:org")
            .withHeader("github-authentication-token-expiration", "2026-12-01 08:00:00 UTC"));

    GitHubAccess access = look("0123456789abcdef0123456789abcdef01234567");

    assertThat(access.kind()).isEqualTo(Kind.CLASSIC);
    assertThat(access.scopes()).containsExactly("repo", "admin:org");
    assertThat(access.expires()).isEqualTo(Instant.parse("2026-12-01T08:00:00Z"));
  }

  @Test
  void aClassicTokenWithoutScopesHasAnEmptyHeader() {
    gitHub.answer(LIMIT, jsonResponse("{}", 200).withHeader("X-OAuth-Scopes", ""));

    assertThat(look("ghp_abc").scopes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01 08:00:00 UTC,   2026-12-01T08:00:00Z",
    "2026-12-01 01:00:00 -0700, 2026-12-01T08:00:00Z",
    "tomorrow,                  ",
    "9999999-12-01 08:00:00 UTC,",
  })
  void readsTheEndInBothForms(String header, Instant expected) {
    assertThat(TokenExpiry.parse(header)).isEqualTo(expected);
  }

  @Test
  void aWriteThatSaysNothingTellsWhoMayWrite() {
    gitHub.answer(REPO + "/git/refs", 422, "{\"message\":\"Invalid request.\"}");
    gitHub.answer(REPO + "/pulls", 403, "{\"message\":\"Resource not accessible\"}");
    gitHub.answer(REPO + "/labels", 409, "{\"message\":\"?\"}");

    GitHubAccess access = lookAtRepository();

    assertThat(access.may(Question.READ)).isEqualTo(Verdict.YES);
    assertThat(access.may(Question.PUSH)).isEqualTo(Verdict.YES);
    assertThat(access.may(Question.OPEN_PULL_REQUESTS)).isEqualTo(Verdict.NO);
    assertThat(access.may(Question.SET_LABELS)).isEqualTo(Verdict.UNKNOWN);
    assertThat(access.may(Question.PUSH_TO_BASE)).isEqualTo(Verdict.UNKNOWN);
    assertThat(gitHub.seen("POST", REPO))
        .extracting(request -> request.getBodyAsString())
        .containsOnly("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | []                            | NO
          false | []                            | YES
          false | [{"type":"pull_request"}]     | NO
          false | [{"type":"deletion"}]         | YES
          """)
  void aBranchIsGuardedByProtectionOrByRules(boolean guarded, String rules, Verdict verdict) {
    gitHub.answer(REPO + "/branches/main", 200, "{\"protected\":" + guarded + "}");
    gitHub.answer(REPO + "/rules/branches/main", 200, rules);

    assertThat(lookAtRepository().may(Question.PUSH_TO_BASE)).isEqualTo(verdict);
  }

  @Test
  void anEnterpriseServerWithoutRulesetsCountsAsWithoutRules() {
    gitHub.answer(REPO + "/branches/main", 200, "{\"protected\":false}");

    assertThat(lookAtRepository().may(Question.PUSH_TO_BASE)).isEqualTo(Verdict.YES);
  }

  @Test
  void aRepositoryThatIsNotSeenIsAskedNoFurther() {
    gitHub.answer(REPO, 404, "{\"message\":\"Not Found\"}");

    assertThat(lookAtRepository().answers()).containsExactly(Map.entry(Question.READ, Verdict.NO));
    assertThat(gitHub.seen("POST", REPO)).isEmpty();
  }

  @Test
  void anAppsPermissionsAreThoseOfItsInstallation() throws IOException, NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    Path pem = dir.resolve("app.pem");
    Files.writeString(pem, Pem.pkcs1(generator.generateKeyPair().getPrivate()));
    gitHub.answer("/api/v3/app", 200, "{\"id\":42,\"slug\":\"tagboat\"}");
    gitHub.answer(
        REPO + "/installation",
        200,
        "{\"id\":5,\"app_id\":42,\"repository_selection\":\"all\","
            + "\"permissions\":{\"contents\":\"write\",\"workflows\":\"write\"}}");
    gitHub.answer(
        "/api/v3/app/installations/5/access_tokens",
        201,
        "{\"token\":\"ghs_narrow\",\"expires_at\":\"2026-11-24T09:00:00Z\"}");

    GitHubAccess access =
        AccessProbe.look(
            gitHub.settings(new Credentials.App(42, pem)),
            gitHub.client,
            gitHub.clock,
            lanes,
            "main");

    assertThat(access.kind()).isEqualTo(Kind.APP);
    assertThat(access.everyRepository()).isTrue();
    assertThat(access.permissions()).isEqualTo(Map.of("contents", "write", "workflows", "write"));
    assertThat(access.answers()).doesNotContainKey(Question.READ_SECRETS);
    assertThat(gitHub.seen("POST", REPO + "/pulls").get(0).getHeader("Authorization"))
        .isEqualTo("Bearer ghs_narrow");
  }

  @Test
  void whatIsRefusedOrDownIsAFaultWithoutTheToken() {
    gitHub.answer(LIMIT, 401, "{\"message\":\"Bad credentials ghp_abc\"}");
    assertThatThrownBy(() -> look("ghp_abc"))
        .isInstanceOf(UserFault.class)
        .hasMessageNotContaining("ghp_abc");

    gitHub.answer(LIMIT, 502, "down");
    assertThatThrownBy(() -> look("ghp_abc")).isInstanceOf(TransientFault.class);
  }
}
