package dev.tagboat.bot.forge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a document, a variable or an answer that GitHub would not know is caught. */
class GraphQlContractTest {
  private final GraphQlContract gitHub = GraphQlContract.shared();

  private static String body(String query, String variables) {
    return "{\"query\":\"" + query.replace("\"", "\\\"") + "\",\"variables\":" + variables + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query { viewer { login } } | {} | ",
        "query { viewer { name2 } } | {} | name2",
        "query { viewer } | {} | viewer",
        "query { viewer { login | {} | Invalid syntax",
        "query($n: Int!) { repository(owner: \"a\", name: \"b\") { pullRequest(number: $n) { id } }"
            + " }| {\"n\":1} | ",
        "query($n: Int!) { repository(owner: \"a\", name: \"b\") { pullRequest(number: $n) { id } }"
            + " }| {\"n\":\"one\"} | Int",
        "query($n: Int!) { repository(owner: \"a\", name: \"b\") { pullRequest(number: $n) { id } }"
            + " }| {} | n",
        "query($n: String!) { repository(owner: \"a\", name: \"b\") { pullRequest(number: $n) { id"
            + " } } }| {\"n\":\"1\"} | expecting type 'Int!'",
        "mutation($m: PullRequestMergeMethod!) { enablePullRequestAutoMerge(input:"
            + " {pullRequestId: \"x\", mergeMethod: $m}) { pullRequest { number } } }"
            + "| {\"m\":\"FAST\"} | FAST"
      })
  void aRequestIsHeldToTheSchema(String query, String variables, String violation) {
    List<String> violations = gitHub.request(body(query, variables));

    if (violation == null) {
      assertThat(violations).isEmpty();
    } else {
      assertThat(violations).singleElement().asString().contains(violation);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\":{\"viewer\":{\"login\":\"a\",\"name\":null}}} | ",
        "{\"data\":{\"viewer\":{\"login\":null,\"name\":null}}} | login is null",
        "{\"data\":{\"viewer\":{\"login\":\"a\"}}} | name is asked for",
        "{\"data\":{\"viewer\":\"a\"}} | viewer is not as",
        "{\"data\":{\"viewer\":{\"login\":[],\"name\":null}}} | login is not as"
      })
  void anAnswerIsHeldToTheRequest(String answer, String violation) {
    List<String> violations =
        gitHub.response(body("query { viewer { login name } }", "{}"), answer);

    if (violation == null) {
      assertThat(violations).isEmpty();
    } else {
      assertThat(violations).singleElement().asString().contains(violation);
    }
  }

  @Test
  void theSchemaIsCutWithoutLosingAField() {
    assertThat(
            SlimSchema.slim(
                """
                directive @x on OBJECT
                "prose"
                type Query @x { "more" a(b: Int = 1 @deprecated): String! @deprecated a: Int c: E }
                enum E { "one" A B }
                """))
        .isEqualToIgnoringWhitespace("type Query {a(b:Int=1):String! c:E} enum E {A B}");
  }
}
