package dev.tagboat.applier.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Listed;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.fault.TransientFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of the API server, and how much of its answers is read. */
final class KubeClusterTest {
  private static final ObjectId ID = ObjectId.parse("ConfigMap/shop/web");
  private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode().put("a", 1);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private int status = 200;
  private String answer = "{}";
  private HttpServer server;
  private KubeCluster cluster;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Tls tls = Tls.of(new byte[0], Optional.empty());
    Access access = new Access(address, tls, Optional::empty);
    cluster = new KubeCluster(access, Duration.ofSeconds(20), time -> {});
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized void answers(int code, String body) {
    status = code;
    answer = body;
  }

  @Test
  void whatIsNewIsNotReadWhenAskedBriefly() {
    answers(201, "{no JSON at all}");
    Answer brief = cluster.apply(Kind.CONFIG_MAP, ID, BODY, new Write("m", false, true, true));

    assertThat(brief)
        .isEqualTo(new Answer.Done(JsonNodeFactory.instance.objectNode(), true, List.of()));
    assertThat(asked)
        .containsExactly("PATCH /api/v1/namespaces/shop/configmaps/web?fieldManager=m&dryRun=All");
    assertThatThrownBy(() -> cluster.apply(Kind.CONFIG_MAP, ID, BODY, new Write("m", false, true)))
        .isInstanceOf(TransientFault.class);
  }

  @Test
  void whatIsThereIsReadAlsoWhenAskedBriefly() {
    answers(200, "{\"kind\":\"ConfigMap\"}");
    Answer brief = cluster.apply(Kind.CONFIG_MAP, ID, BODY, new Write("m", false, true, true));

    assertThat(((Answer.Done) brief).object().path("kind").asText()).isEqualTo("ConfigMap");
    assertThat(((Answer.Done) brief).created()).isFalse();
  }

  @Test
  void oneRequestListsAKind() {
    answers(200, "{\"items\":[{\"a\":1},{\"a\":2}]}");
    List<Listed> found = new ArrayList<>();
    cluster.list(Kind.CONFIG_MAP, "", "l=v", found::add);

    assertThat(found).hasSize(2);
    assertThat(asked).containsExactly("GET /api/v1/configmaps?limit=1000&labelSelector=l%3Dv");
  }
}
