package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Answers {@code /api/graphql}: the queries and mutations that a pull request bot makes. */
final class GraphQlApi {
  private final Context context;
  private final Authenticator authenticator;
  private final GraphTypes types;
  private final Mutations mutations;

  GraphQlApi(Context context, Authenticator authenticator, Mutations mutations) {
    this.context = context;
    this.authenticator = authenticator;
    this.types = new GraphTypes(context);
    this.mutations = mutations;
  }

  Answer answer(Call call) throws IOException {
    Account account = authenticator.account(call.header("Authorization"));
    if (!call.method().equals("POST")) {
      throw ApiError.notFound();
    }
    JsonNode body = call.object();
    ObjectNode answer = Json.object();
    synchronized (context.store()) {
      try {
        GraphQlParser.Operation operation =
            GraphQlParser.parse(Bodies.required(body, "query"), body.path("variables"));
        GraphObject root = operation.mutation() ? mutations.root(account) : query(account);
        run(answer, root, operation.selections());
      } catch (GraphQlError e) {
        answer.putArray("errors").add(e.json(""));
      }
      context.store().save();
    }
    return Answer.ok(answer);
  }

  // Fields that were done before one fails stay done and stay in the answer.
  private static void run(ObjectNode answer, GraphObject root, List<Selection> selections)
      throws IOException {
    ObjectNode data = answer.putObject("data");
    for (Selection selection : selections) {
      try {
        data.set(selection.alias(), root.resolve(selection));
      } catch (GraphQlError e) {
        data.putNull(selection.alias());
        answer.withArray("/errors").add(e.json(selection.alias()));
      } catch (ApiError e) {
        data.putNull(selection.alias());
        GraphQlError error = new GraphQlError("UNPROCESSABLE", e.sentence());
        answer.withArray("/errors").add(error.json(selection.alias()));
      }
    }
  }

  private GraphObject query(Account account) {
    return new GraphObject("Query")
        .with("viewer", GraphTypes.actor(account.login()))
        .with(
            "rateLimit",
            new GraphObject("RateLimit")
                .with("cost", 1)
                .with("remaining", 5000)
                .with("limit", 5000))
        .field(
            "repository",
            arguments -> {
              String owner = GraphTypes.text(arguments, "owner");
              String name = GraphTypes.text(arguments, "name");
              return context
                  .store()
                  .find(owner, name)
                  .map(types::repository)
                  .orElseThrow(() -> noRepository(owner + "/" + name));
            });
  }

  static GraphQlError noRepository(String name) {
    return new GraphQlError(
        "NOT_FOUND", "Could not resolve to a Repository with the name '" + name + "'.");
  }
}
