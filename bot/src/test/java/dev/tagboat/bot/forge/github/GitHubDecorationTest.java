package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.tagboat.bot.forge.github.GitHubStub.PULLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Decoration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refused decoration is a warning. */
class GitHubDecorationTest {
  private static final String REVIEWERS = PULLS + "/7/requested_reviewers";
  private static final String ISSUE = "/api/v3/repos/acme/config/issues/7";
  private final GitHubStub gitHub = new GitHubStub();
  private final GitHubForge forge = gitHub.forge();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void oneRefusedReviewerDoesNotHinderTheOthers() {
    gitHub.answer(REVIEWERS, 201, "{}");
    gitHub.server.stubFor(
        post(urlPathEqualTo(REVIEWERS))
            .withRequestBody(matchingJsonPath("$.reviewers[?(@ == 'nobody')]"))
            .willReturn(jsonResponse("{\"message\":\"not a collaborator\"}", 422)));

    List<String> warnings =
        forge.decorate(
            7,
            new Decoration(List.of(), List.of("ann", "nobody"), List.of("ops"), List.of()),
            null,
            true);

    assertThat(warnings).singleElement().asString().contains("nobody", "not a collaborator");
    assertThat(gitHub.seen("POST", REVIEWERS)).hasSize(4);
  }

  @Test
  void whoCannotBeAssignedIsNamed() {
    gitHub.answer(ISSUE + "/assignees", 201, "{\"assignees\":[{\"login\":\"Ann\"}]}");

    List<String> warnings =
        forge.decorate(
            7, new Decoration(List.of(), List.of(), List.of(), List.of("ann", "bob")), null, true);

    assertThat(warnings).singleElement().asString().contains("bob", "not a collaborator");
  }

  @Test
  void aLabelThatAServerDoesNotMakeByItselfIsMadeFirst() {
    gitHub.answer(ISSUE + "/labels", 422, "{\"message\":\"Label does not exist\"}");
    gitHub.answer("/api/v3/repos/acme/config/labels", 403, "{\"message\":\"no\"}");

    List<String> warnings =
        forge.decorate(
            7, new Decoration(List.of("new"), List.of(), List.of(), List.of()), null, true);

    assertThat(warnings).singleElement().asString().contains("add labels", "403");
    assertThat(gitHub.seen("POST", "/api/v3/repos/acme/config/labels")).hasSize(1);
  }

  @Test
  void aMilestoneThatIsNotThereIsAWarning() {
    gitHub.answer(ISSUE, 200, "{}");
    assertThat(forge.decorate(7, Decoration.NONE, 3, true)).isEmpty();
    assertThat(gitHub.seen("PATCH", ISSUE))
        .singleElement()
        .satisfies(seen -> assertThat(seen.getBodyAsString()).isEqualTo("{\"milestone\":3}"));

    gitHub.answer(ISSUE, 422, "{\"message\":\"Validation Failed\"}");
    assertThat(forge.decorate(7, Decoration.NONE, 4, true))
        .singleElement()
        .asString()
        .contains("milestone 4");
  }

  @Test
  void aLabelMadeMeanwhileIsFine() {
    gitHub.answer(ISSUE + "/labels", 422, "{\"message\":\"Label does not exist\"}");
    gitHub.answer(
        "/api/v3/repos/acme/config/labels",
        422,
        "{\"message\":\"x\",\"errors\":[{\"resource\":\"Label\",\"code\":\"already_exists\","
            + "\"field\":\"name\"}]}");

    assertThat(
            forge.decorate(
                7, new Decoration(List.of("new"), List.of(), List.of(), List.of()), null, true))
        .singleElement()
        .asString()
        .contains("Label does not exist");
    assertThat(gitHub.seen("POST", ISSUE + "/labels")).hasSize(2);
  }

  @Test
  void aFailureIsNoWarning() {
    gitHub.answer(REVIEWERS, 500, "{}");

    assertThatThrownBy(
            () ->
                forge.decorate(
                    7, new Decoration(List.of(), List.of("ann"), List.of(), List.of()), null, true))
        .isInstanceOf(TransientFault.class);
  }

  @Test
  void nothingIsAskedForNothing() {
    assertThat(
            forge.decorate(
                7, new Decoration(List.of(), List.of(), List.of(), List.of()), null, true))
        .isEmpty();
    assertThat(gitHub.server.getAllServeEvents()).isEmpty();
  }
}
