package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.BEARER;
import static dev.tagboat.server.http.Configs.OPERATOR;
import static dev.tagboat.server.http.Configs.SECRET;
import static dev.tagboat.server.http.Events.blob;
import static dev.tagboat.server.http.Events.envelope;
import static dev.tagboat.server.http.Events.generic;
import static dev.tagboat.server.http.Events.push;
import static dev.tagboat.server.http.Running.error;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.Evidences;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.TargetState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, the API out, whatever the database. */
abstract class HttpSuite {
  private static final String REPO = "https://github.com/acme/config.git";

  @TempDir Path folder;
  private Running running;

  abstract DatabaseConfig fresh(Path folder);

  @BeforeEach
  void start() {
    running = new Running(Configs.standard(), fresh(folder), Limits.standard(), List.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private HttpResponse<String> main(String body) {
    return running.post("/hooks/main", body, "Authorization", BEARER);
  }

  private HttpResponse<String> ci(String body) {
    return running.post("/hooks/ci", body, "Authorization", BEARER);
  }

  private JsonNode api(String path) {
    return json(running.get("/api/v1" + path, "Authorization", OPERATOR));
  }

  private HttpResponse<String> retry(String id) {
    return running.post("/api/v1/pushes/" + id + "/retry", "", "Authorization", OPERATOR);
  }

  private String newest() {
    return api("/pushes?limit=1").at("/pushes/0/id").asText();
  }

  @Test
  void anEnvelopeIsSortedAndCounted() {
    HttpResponse<String> first =
        main(
            envelope(
                push("acme/shop", "1.0", 1),
                push("acme/api", "2.0", 2),
                push("acme/shop", "1.0", 1),
                blob("acme/shop"),
                push("other/shop", "1.0", 3),
                push("acme/shop", "-bad", 4)));

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(json(first))
        .isEqualTo(json("{\"accepted\":2,\"duplicate\":1,\"ignored\":2,\"unreadable\":1}"));
    assertThat(json(main(envelope(push("acme/shop", "1.0", 1)))))
        .isEqualTo(json("{\"accepted\":0,\"duplicate\":1,\"ignored\":0,\"unreadable\":0}"));
  }

  @Test
  void whatIsLeftOutIsShown() {
    main(
        envelope(
            push("other/shop", "1.0", 3), push("acme/shop", "a\\u0007b" + "x".repeat(5_000), 4)));

    JsonNode deliveries = api("/deliveries").path("deliveries");
    assertThat(deliveries.findValuesAsText("outcome")).containsExactly("unreadable", "ignored");
    assertThat(deliveries.at("/0/reason").asText()).contains("a\\u0007bxxx").hasSizeLessThan(400);
    assertThat(deliveries.at("/1/reason").asText())
        .contains("not among the images that hook 'main'");
    assertThat(api("/deliveries?limit=1").path("deliveries")).hasSize(1);
  }

  @Test
  void whatEveryPushBringsIsCountedAndCrowdsOutNothing() {
    HttpResponse<String> response =
        main(envelope(push("other/shop", "1.0", 3), blob("acme/shop"), blob("acme/api")));

    assertThat(json(response).path("ignored").asInt()).isEqualTo(3);
    assertThat(api("/deliveries").path("deliveries").findValuesAsText("reason"))
        .startsWith("a blob, not a manifest", "a blob, not a manifest")
        .hasSize(3);
    assertThat(api("/deliveries?routine=false").path("deliveries").findValuesAsText("subject"))
        .containsExactly("registry.acme.io/other/shop:1.0");
    assertThat(api("/deliveries?routine=perhaps").path("error").asText())
        .isEqualTo("routine must be true or false.");
    assertThat(running.get("/metrics").body())
        .contains("tagboat_hook_events_total{hook=\"main\",outcome=\"ignored\"} 3.0");
  }

  @Test
  void unreadableBodiesAreAcceptedFromSendersThatRepeatForEver() throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    bodies.add(new byte[0]);
    bodies.add(new byte[] {(byte) 0xc3, 0x28});
    bodies.add(gzip(envelope(push("acme/shop", "1.0", 1))));
    for (String text :
        List.of(
            "{\"events\":[",
            "[".repeat(100_000),
            "{\"a\":".repeat(5_000),
            "{\"events\":[],\"events\":[]}",
            "{\"events\":" + "9".repeat(10_000) + "}",
            "null",
            "<html>")) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    for (byte[] body : bodies) {
      HttpResponse<String> response =
          running.post("/hooks/main", body, "Authorization", BEARER, "Content-Encoding", "gzip");

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(json(response).path("unreadable").asInt()).isEqualTo(1);
    }
    assertThat(api("/deliveries").path("deliveries")).hasSize(bodies.size());
    assertThat(api("/pushes").path("pushes")).isEmpty();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aPersonIsToldWhatIsUnreadable() {
    HttpResponse<String> response = ci(generic("acme/shop", "-bad"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response))
        .contains("not a valid tag of registry.acme.io/acme/shop", "\"-bad\"");
    assertThat(api("/deliveries").at("/deliveries/0/outcome").asText()).isEqualTo("unreadable");
  }

  @Test
  void anyContentTypeWillDo() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
      HttpResponse<String> response =
          running.post(
              "/hooks/ci",
              generic("acme/shop", "t" + type.length()),
              "Authorization",
              BEARER,
              "Content-Type",
              type);

      assertThat(json(response).path("accepted").asInt()).isEqualTo(1);
    }
  }

  @Test
  void everyKindOfSenderProvesItself() {
    String event = generic("acme/shop", "1.0");
    String basic = "Basic " + base64("anybody:" + Configs.NEW_SECRET);

    assertThat(
            running.post(
                "/hooks/signed", event, "X-Signature-256", Events.signature(SECRET, event)))
        .returns(202, HttpResponse::statusCode);
    assertThat(running.post("/hooks/basic", envelope(blob("a")), "Authorization", basic))
        .returns(202, HttpResponse::statusCode);
    assertThat(running.post("/hooks/bare", envelope(blob("a")), "Authorization", SECRET))
        .returns(202, HttpResponse::statusCode);
    assertThat(running.post("/hooks/path/" + SECRET, envelope(blob("a"))))
        .returns(202, HttpResponse::statusCode);
    assertThat(running.post("/hooks/open", event)).returns(202, HttpResponse::statusCode);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void strangersAreRefusedAndLeaveNothing() {
    String event = generic("acme/shop", "1.0");
    for (String hook : List.of("main", "ci", "signed", "basic", "bare", "path")) {
      assertThat(running.post("/hooks/" + hook, event).statusCode()).isEqualTo(401);
      assertThat(
              running.post("/hooks/" + hook, event, "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(running.post("/hooks/" + hook + "/wrong", event).statusCode()).isEqualTo(401);
    }
    // A secret in the path of a hook that wants it elsewhere would end up in logs.
    assertThat(running.post("/hooks/main/" + SECRET, event, "Authorization", BEARER).statusCode())
        .isEqualTo(401);
    assertThat(running.post("/hooks/nobody", event, "Authorization", BEARER).statusCode())
        .isEqualTo(404);
    assertThat(api("/pushes").path("pushes")).isEmpty();
    assertThat(api("/deliveries").path("deliveries")).isEmpty();
  }

  @Test
  void anOpenHookIsNotForWebPages() {
    HttpResponse<String> foreign =
        running.post("/hooks/open", generic("acme/shop", "1.0"), "Origin", "https://evil.example");

    assertThat(foreign.statusCode()).isEqualTo(401);
  }

  @Test
  void anOpenHookIsNotForWhatAProxyPassesOn() {
    for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
      HttpResponse<String> passedOn =
          running.post("/hooks/open", generic("acme/shop", "1.0"), header, "127.0.0.1");

      assertThat(passedOn.statusCode()).as(header).isEqualTo(401);
    }
    assertThat(api("/pushes").path("pushes")).isEmpty();
  }

  @Test
  void aPushIsShownWithAllThatBecameOfIt() {
    main(envelope(push("acme/shop", "1.0", 1)));
    String id = newest();
    Inboxes.target(running.database, id, REPO, TargetState.PROPOSED, 12);
    Inboxes.target(running.database, id, REPO + "2", TargetState.FAILED, null);

    JsonNode push = api("/pushes/" + id);
    assertThat(push.path("image").asText()).isEqualTo("registry.acme.io/acme/shop");
    assertThat(push.path("digest").asText()).isEqualTo(Inboxes.digest(1));
    assertThat(push.path("pusher").asText()).isEqualTo("ci-bot");
    assertThat(push.path("pushedAt").asText()).isEqualTo("2026-11-23T11:53:57.838Z");
    assertThat(push.path("confirmedDigest").isNull()).isTrue();
    assertThat(push.at("/targets/0/pullRequest"))
        .isEqualTo(json("{\"number\":12,\"url\":\"https://github.com/acme/config/pull/12\"}"));
    assertThat(push.at("/targets/1/pullRequest").isNull()).isTrue();
    assertThat(push.at("/history/0/detail").asText()).contains("by hook main");
    assertThat(api("/pushes").at("/pushes/0/targets")).isEqualTo(push.path("targets"));
  }

  @Test
  void whatTheRegistryShowedIsPartOfAPush() {
    main(envelope(push("acme/shop", "1.0", 1)));
    main(envelope(push("acme/shop", "1.1", 2)));
    String id = newest();
    assertThat(api("/pushes/" + id).path("evidence").fieldNames())
        .toIterable()
        .containsExactly("missing");
    Inboxes.confirm(running.database, id, Evidences.whole());

    JsonNode evidence = api("/pushes/" + id).path("evidence");
    assertThat(evidence.path("digest").asText()).isEqualTo(Inboxes.digest(1));
    assertThat(evidence.at("/claims/source/from").asText()).isEqualTo("descriptor");
    assertThat(evidence.at("/platforms/1/size").isNull()).isTrue();
    assertThat(evidence.at("/attachments/0/via").asText()).isEqualTo("cosign-tag");
    assertThat(api("/pushes").at("/pushes/0").has("evidence")).isFalse();
  }

  @Test
  void pagesAndFiltersOfTheList() {
    for (int i = 0; i < 5; i++) {
      main(envelope(push("acme/shop", "t" + i, i)));
    }
    Inboxes.settle(running.database, newest(), PushState.REFUSED);

    JsonNode first = api("/pushes?limit=3");
    JsonNode second = api("/pushes?limit=3&after=" + first.path("next").asText());
    assertThat(first.path("pushes").findValuesAsText("tag")).containsExactly("t4", "t3", "t2");
    assertThat(second.path("pushes").findValuesAsText("tag")).containsExactly("t1", "t0");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(api("/pushes?state=refused").path("pushes").findValuesAsText("tag"))
        .containsExactly("t4");
    assertThat(api("/pushes?image=registry.acme.io/acme/api").path("pushes")).isEmpty();
    assertThat(api("/pushes?image=registry.acme.io/acme/shop&limit=5").path("next").isNull())
        .isTrue();
  }

  @Test
  void parametersAreReadStrictly() {
    for (String query :
        List.of(
            "limit=0",
            "limit=201",
            "limit=ten",
            "limit=1&limit=2",
            "state=gone",
            "image=a%20b",
            "image=nginx:1",
            "after=1%27%20OR%201=1",
            "colour=red")) {
      HttpResponse<String> response =
          running.get("/api/v1/pushes?" + query, "Authorization", OPERATOR);

      assertThat(response.statusCode()).as(query).isEqualTo(400);
      assertThat(error(response)).as(query).isNotBlank();
    }
    assertThat(running.get("/api/v1/deliveries?limit=1001", "Authorization", OPERATOR).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatFailedCanBeTriedAgain() {
    main(envelope(push("acme/shop", "1.0", 1)));
    String id = newest();
    Inboxes.settle(running.database, id, PushState.REFUSED);

    HttpResponse<String> response = retry(id);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response).path("state").asText()).isEqualTo("received");
    assertThat(json(response).path("history").findValuesAsText("detail"))
        .contains("retried by hand");
  }

  @Test
  void whatIsOverCannotBeTriedAgain() {
    main(envelope(push("acme/shop", "1.0", 1)));
    String id = newest();
    Inboxes.settle(running.database, id, PushState.MERGED);

    HttpResponse<String> response = retry(id);

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(error(response)).startsWith("The push is merged");
    String unknown = "01890000-0000-7000-8000-000000000000";
    assertThat(retry(unknown).statusCode()).isEqualTo(404);
    assertThat(retry("nonsense").statusCode()).isEqualTo(404);
    assertThat(running.get("/api/v1/pushes/" + unknown, "Authorization", OPERATOR).statusCode())
        .isEqualTo(404);
  }

  @Test
  void withoutADatabaseTheSenderIsAskedToComeBack() {
    running.database.close();

    HttpResponse<String> response = main(envelope(push("acme/shop", "1.0", 1)));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(running.get("/api/v1/pushes", "Authorization", OPERATOR).statusCode())
        .isEqualTo(503);
    assertThat(running.get("/metrics").body()).contains("tagboat_pushes{state=\"merged\"} NaN");
  }

  @Test
  void metricsCountRequestsEventsAndPushes() {
    main(envelope(push("acme/shop", "1.0", 1), blob("acme/shop")));
    running.post("/hooks/main", "x");
    running.post("/hooks/nobody", "x");

    String metrics = running.get("/metrics").body();

    assertThat(metrics)
        .contains(
            "tagboat_hook_requests_total{hook=\"main\",result=\"accepted\"} 1.0",
            "tagboat_hook_requests_total{hook=\"main\",result=\"unauthorized\"} 1.0",
            "tagboat_hook_requests_total{hook=\"(unknown)\",result=\"unknown-hook\"} 1.0",
            "tagboat_hook_events_total{hook=\"main\",outcome=\"accepted\"} 1.0",
            "tagboat_hook_events_total{hook=\"main\",outcome=\"ignored\"} 1.0",
            "tagboat_pushes{state=\"received\"} 1.0",
            "tagboat_inbox_queue 0.0",
            "jvm_memory_used_bytes")
        .doesNotContain(SECRET, "nobody");
  }
}
