package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.ADMIN;
import static dev.tagboat.server.http.Configs.OPERATOR;
import static dev.tagboat.server.http.Running.error;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every answer, and who gets one. */
final class HttpServerTest {
  @TempDir Path folder;
  private final Deque<Running> open = new ArrayDeque<>();

  private Running start(ServerConfig config, ReadyCheck... checks) {
    Running running =
        new Running(
            config,
            TestDatabase.sqlite(folder.resolve("server" + open.size())),
            Limits.standard(),
            List.of(checks));
    open.push(running);
    return running;
  }

  @AfterEach
  void stop() {
    open.forEach(Running::close);
  }

  @Test
  void theDescriptionHoldsExactlyTheRoutes() {
    Running running = start(Configs.standard());

    assertThat(new Contract().operations())
        .containsExactlyInAnyOrderElementsOf(
            running.server.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet()));
    assertThat(json(running.get("/openapi.json"))).isEqualTo(new Contract().document());
    assertThat(json(running.get("/api/v1/openapi.json"))).isEqualTo(new Contract().document());
  }

  @Test
  void everyAnswerIsSafeInABrowserAndSaysNothingOfTheServer() {
    Running running = start(Configs.standard());
    for (String path : List.of("/", "/healthz", "/nothing", "/api/v1/pushes")) {
      HttpResponse<String> response = running.get(path);

      assertThat(response.headers().map())
          .containsKeys("x-content-type-options", "x-frame-options", "content-security-policy")
          .doesNotContainKeys("server", "x-powered-by", "set-cookie");
    }
  }

  @Test
  void unknownPathsAndMethodsAreSaidInJson() {
    Running running = start(Configs.standard());
    HttpResponse<String> unknown = running.get("/nothing/here");
    HttpResponse<String> method = running.get("/hooks/main");
    HttpResponse<String> deleted =
        running.send("DELETE", "/api/v1/pushes", BodyPublishers.noBody());

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(error(unknown)).isEqualTo("There is nothing here. GET / says what there is.");
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow").orElseThrow().split(", ", -1))
        .containsExactlyInAnyOrder("POST", "OPTIONS");
    assertThat(deleted.statusCode()).isEqualTo(405);
    assertThat(deleted.headers().firstValue("Allow").orElseThrow().split(", ", -1))
        .containsExactlyInAnyOrder("GET", "HEAD");
  }

  @Test
  void headIsAnsweredAsGetWithoutTheBody() {
    Running running =
        start(
            Configs.standard(),
            new ReadyCheck("workers", () -> new ReadyCheck.Result(false, "they stopped")));

    assertThat(running.head("/healthz"))
        .returns(200, HttpResponse::statusCode)
        .returns("", HttpResponse::body);
    assertThat(running.head("/readyz").statusCode()).isEqualTo(503);
    assertThat(running.head("/api/v1/pushes").statusCode()).isEqualTo(401);
    assertThat(running.head("/hooks/main").statusCode()).isEqualTo(405);
  }

  @Test
  void onlyTheAdminTokenOpensTheApi() {
    Running running = start(Configs.standard());
    for (String path :
        List.of("/api/v1/pushes", "/api/v1/pushes/x", "/api/v1/deliveries", "/api/v1/polls")) {
      assertThat(running.get(path).statusCode()).isEqualTo(401);
      for (String wrong :
          List.of("Bearer", "Bearer ", "Bearer " + ADMIN + "x", ADMIN, "Basic " + ADMIN)) {
        assertThat(running.get(path, "Authorization", wrong).statusCode()).isEqualTo(401);
      }
      assertThat(running.get(path, "Authorization", OPERATOR).statusCode()).isIn(200, 404);
    }
    assertThat(running.post("/api/v1/pushes/x/retry", "").statusCode()).isEqualTo(401);
  }

  @Test
  void withoutATokenTheApiIsForThisMachine() {
    Running running = start(Configs.server(null, List.of()));

    assertThat(running.get("/api/v1/pushes").statusCode()).isEqualTo(200);
    HttpResponse<String> page = running.get("/api/v1/pushes", "Origin", "http://evil.example");
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(error(page)).contains("only answers to this machine's own programs");
  }

  @Test
  void withoutATokenTheApiIsClosedOnOtherAddresses() {
    ServerConfig loopback = Configs.server(null, List.of());
    Running running =
        start(
            new ServerConfig(
                new Listen("0.0.0.0", 0),
                loopback.database(),
                List.of(),
                List.of(),
                List.of(),
                null,
                loopback.data()));

    HttpResponse<String> response = running.get("/api/v1/pushes");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(error(response)).contains("no admin-token is configured");
  }

  @Test
  void readyOnlyWhenEverythingIs() {
    Running running =
        start(
            Configs.standard(),
            new ReadyCheck("workers", () -> new ReadyCheck.Result(true, "they run")),
            new ReadyCheck(
                "database",
                () -> {
                  throw new TransientFault("connection to db.internal:5432 refused");
                }));

    HttpResponse<String> response = running.get("/readyz");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"ready":false,"checks":[{"name":"workers","ok":true,"sentence":"they run"},
                {"name":"database","ok":false,"sentence":"does not work; the log says why"}]}
                """));
    assertThat(running.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void readyWhenTheDatabaseAnswers() {
    Running other = start(Configs.standard());
    Running running =
        start(
            Configs.standard(),
            new ReadyCheck(
                "database",
                () -> {
                  other.database.probe();
                  return new ReadyCheck.Result(true, "answers and can write");
                }));

    assertThat(running.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void aBugIsNotShown() {
    Running running =
        start(
            Configs.standard(),
            new ReadyCheck(
                "odd",
                () -> {
                  throw new IllegalStateException("internal detail");
                }));

    HttpResponse<String> response = running.getUnchecked("/readyz");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(error(response)).isEqualTo("This is a bug of the server; its log says more.");
  }

  @Test
  void aTakenPortIsSaid() {
    Running running = start(Configs.standard());
    ServerConfig same =
        new ServerConfig(
            new Listen("127.0.0.1", running.server.port()),
            Configs.standard().database(),
            List.of(),
            List.of(),
            List.of(),
            null,
            folder);

    assertThatThrownBy(() -> start(same))
        .isInstanceOf(UserFault.class)
        .hasMessage(
            "Cannot listen on 127.0.0.1:"
                + running.server.port()
                + ": Address already in use. Choose another address with 'listen'.");
  }
}
