package dev.tagboat.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.forge.github.TokenLanes;
import dev.tagboat.bot.forge.github.Usage;
import dev.tagboat.server.auth.Sources;
import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.Views;
import dev.tagboat.server.view.Findings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on a free port, and a client that holds every answer to the contract. */
final class Running implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Contract CONTRACT = new Contract();

  final Database database;
  final GroupCommit intake;
  final HttpServer server;
  final BlockingQueue<String> forge = new LinkedBlockingQueue<>();
  final BlockingQueue<String> reported = new LinkedBlockingQueue<>();

  /** Of the server's credentials: what is used, and by which config repo. */
  final TokenLanes lanes;

  final Map<String, Usage> usages = new ConcurrentHashMap<>();

  /** What is found when somebody looks, and what was. */
  final List<Diagnosis> diagnoses = new CopyOnWriteArrayList<>();

  final BlockingQueue<Findings> looked = new LinkedBlockingQueue<>();
  final Insight insight;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Running(ServerConfig config, DatabaseConfig store, Limits limits, List<ReadyCheck> checks) {
    this(config, store, limits, checks, Sources.network(), Clock.systemUTC());
  }

  Running(
      ServerConfig config,
      DatabaseConfig store,
      Limits limits,
      List<ReadyCheck> checks,
      Sources sources,
      Clock clock) {
    database = Database.open(store);
    lanes = new TokenLanes(clock);
    insight = new Insight(credentials(), new Checkup(() -> diagnoses, looked::add, clock));
    intake = new GroupCommit(database, clock);
    Backend backend =
        new Backend(
            intake,
            new Views(database),
            new Retries(database, clock),
            new Reports(new ClusterReports(database, clock), reported::add),
            PageStore.of(database, clock),
            listener(),
            checks,
            sources,
            insight,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    server = HttpServer.start(config, backend, limits, clock);
  }

  private Insight.Credentials credentials() {
    return new Insight.Credentials() {
      @Override
      public List<Usage> all() {
        return lanes.usages();
      }

      @Override
      public Map<String, Usage> byRepository() {
        return usages;
      }
    };
  }

  private ForgeListener listener() {
    return new ForgeListener() {
      @Override
      public void pullRequestChanged(Repository repository, int number) {
        forge.add(repository.key() + " #" + number);
      }

      @Override
      public void pushed(Repository repository, String branch) {
        forge.add(repository.key() + " " + branch);
      }
    };
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send("POST", path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
  }

  HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpResponse<String> response = exchange(method, path, body, headers);
    CONTRACT.check(method, uri(path).getPath(), response);
    return response;
  }

  /** For an answer that must never be, and so is not described. */
  HttpResponse<String> getUnchecked(String path, String... headers) {
    return exchange("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> head(String path) {
    return exchange("HEAD", path, HttpRequest.BodyPublishers.noBody());
  }

  private HttpResponse<String> exchange(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String error(HttpResponse<String> response) {
    return json(response).path("error").asText();
  }

  @Override
  public void close() {
    server.close();
    insight.checkup().close();
    intake.close();
    database.close();
  }
}
