package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Answers {@code /api/graphql}: the queries and mutations that a pull request bot makes. */
final class GraphQlApi {
  private final Context context;
  private final Authenticator authenticator;
  private final GraphTypes types;
  private final Mutations mutations;
  private volatile Set<String> missing = Set.of();

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
        refuseMissing(operation.selections(), operation.mutation() ? "Mutation" : "Query");
        GraphObject root = operation.mutation() ? mutations.root(account) : query(account);
        GraphErrors errors = GraphErrors.none();
        answer.set("data", root.select(operation.selections(), errors));
        if (!errors.errors().isEmpty()) {
          answer.set("errors", errors.errors());
        }
      } catch (GraphQlError e) {
        answer.removeAll().putArray("errors").add(e.json(List.of()));
      }
      context.store().save();
    }
    return Answer.ok(answer);
  }

  // Unlike what goes wrong later, it is noticed before anything is done.
  private void refuseMissing(List<Selection> selections, String type) {
    for (Selection selection : selections) {
      if (missing.contains(selection.name())) {
        throw GraphQlError.unknownField(selection.name(), type);
      }
      refuseMissing(selection.children(), selection.name());
    }
  }

  /** Has it know these fields no longer, as a server does that is older than they are. */
  void without(Set<String> fields) {
    missing = Set.copyOf(fields);
  }

  private GraphObject query(Account account) {
    return new GraphObject("Query")
        .with("viewer", GraphTypes.user(account.login()))
        .with(
            "rateLimit",
            new GraphObject("RateLimit")
                .with("cost", 1)
                .with("remaining", 5000)
                .with("limit", 5000))
        .field("user", arguments -> person(GraphTypes.text(arguments, "login")))
        .field(
            "organization",
            arguments ->
                new GraphObject("Organization")
                    .with("login", GraphTypes.text(arguments, "login"))
                    .field("team", inner -> team(account, GraphTypes.text(inner, "slug"))))
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

  // Those whom anything is known of.
  private GraphObject person(String login) {
    return context.store().all().stream()
        .flatMap(repo -> repo.roles().keySet().stream())
        .filter(login::equalsIgnoreCase)
        .findFirst()
        .map(GraphTypes::user)
        .orElseThrow(
            () ->
                new GraphQlError(
                    "NOT_FOUND", "Could not resolve to a User with the login of '" + login + "'."));
  }

  private static GraphObject team(Account account, String slug) {
    if (!account.may(Set.of(Permission.MEMBERS), Permission.Access.READ)) {
      throw new GraphQlError("FORBIDDEN", "Resource not accessible by integration");
    }
    return GraphMarks.team(slug);
  }

  static GraphQlError noRepository(String name) {
    return new GraphQlError(
        "NOT_FOUND", "Could not resolve to a Repository with the name '" + name + "'.");
  }
}
