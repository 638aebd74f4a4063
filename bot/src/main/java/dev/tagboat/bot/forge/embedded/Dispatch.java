package dev.tagboat.bot.forge.embedded;

import com.sun.net.httpserver.HttpExchange;
import dev.tagboat.bot.git.serve.GitHttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows which part of the server answers which path. */
final class Dispatch {
  private static final Pattern GIT =
      Pattern.compile("/[^/]+/[^/]+/(?:info/refs|git-upload-pack|git-receive-pack)");

  private final RestApi rest;
  private final GraphQlApi graphQl;
  private final Pages pages;
  private final GitAccess git;

  Dispatch(RestApi rest, GraphQlApi graphQl, Pages pages, GitAccess git) {
    this.rest = rest;
    this.graphQl = graphQl;
    this.pages = pages;
    this.git = git;
  }

  /** Makes the view of one caller; null stands for a stranger. */
  interface GitAccess {
    GitMount of(@Nullable Account account);

    Optional<Account> account(@Nullable String authorization);
  }

  boolean isGit(String path) {
    return GIT.matcher(path).matches();
  }

  void git(HttpExchange exchange) throws IOException {
    Account account =
        git.account(exchange.getRequestHeaders().getFirst("Authorization")).orElse(null);
    new GitHttpHandler(git.of(account)).handle(exchange);
  }

  Answer answer(Call call) throws IOException {
    if (call.path().equals("/api/graphql")) {
      return graphQl.answer(call);
    }
    if (call.path().startsWith(Urls.API + "/") || call.path().equals(Urls.API)) {
      return rest.answer(call.at(call.path().substring(Urls.API.length()), call.params()));
    }
    return pages.answer(call);
  }
}
