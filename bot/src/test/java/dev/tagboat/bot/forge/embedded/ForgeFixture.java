package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.forge.contract.ContractInterceptor;
import dev.tagboat.bot.forge.contract.GitHubContract;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A started forge with one repository, and a client that holds it to GitHub's description. */
final class ForgeFixture implements AutoCloseable {
  static final String TOKEN = "ghp_bot";
  static final String READER = "ghp_reader";
  static final String ADMIN = "ghp_admin";
  static final String REPO = "/repos/acme/config";

  final EmbeddedForge forge;
  final ContractInterceptor contract = new ContractInterceptor(GitHubContract.shared(), "/api/v3");
  final OkHttpClient client =
      HttpClients.shared().newBuilder().addNetworkInterceptor(contract).build();

  private ForgeFixture(EmbeddedForge forge) {
    this.forge = forge;
  }

  static ForgeConfig config(Path dir) {
    return ForgeConfig.in(dir)
        .withToken(ForgeToken.forBot(TOKEN, "tagboat"))
        .withToken(ForgeToken.readOnly(READER, "reader"))
        .withToken(ForgeToken.forAdministrator(ADMIN, "admin"));
  }

  /** With {@code acme/config} on {@code main}, and one file in it. */
  static ForgeFixture start(ForgeConfig config) {
    ForgeFixture fixture = new ForgeFixture(EmbeddedForge.start(config));
    fixture.forge.addRepository("acme", "config");
    if (fixture.forge.pullRequests("acme", "config").isEmpty()) {
      fixture.commit("main", "apps/web.yaml", "image: web:1.0.0\nreplicas: 2\n");
    }
    return fixture;
  }

  /** A branch that differs from main in one line. */
  String branch(String name) {
    String main = head("main");
    send("POST", REPO + "/git/refs", body("ref", "refs/heads/" + name, "sha", main));
    return commit(name, "apps/web.yaml", "image: web:1.1.0\nreplicas: 2\n");
  }

  String commit(String branch, String path, String text) {
    return forge.commit(
        "acme",
        "config",
        branch,
        "dev",
        "Change " + path,
        Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
  }

  String head(String branch) {
    return get(REPO + "/git/ref/heads/" + branch).json().path("object").path("sha").asText();
  }

  /** Opens a pull request from a new branch into main. */
  int open(String branch) {
    branch(branch);
    return send(
            "POST",
            REPO + "/pulls",
            body("title", "Bump web", "head", branch, "base", "main", "body", "text"))
        .json()
        .path("number")
        .asInt();
  }

  static ObjectNode body(String... pairs) {
    ObjectNode body = Json.object();
    for (int i = 0; i < pairs.length; i += 2) {
      body.put(pairs[i], pairs[i + 1]);
    }
    return body;
  }

  record Reply(int status, Map<String, String> headers, String text) {
    JsonNode json() {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    String message() {
      return json().path("message").asText();
    }
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  Reply send(String method, String path, @Nullable JsonNode body) {
    return send(method, path, body, TOKEN, Map.of());
  }

  Reply send(
      String method,
      String path,
      @Nullable JsonNode body,
      String token,
      Map<String, String> headers) {
    Request.Builder request =
        new Request.Builder()
            .url(path.startsWith("http") ? path : forge.apiUrl() + path)
            .header("Authorization", "Bearer " + token)
            .method(method, requestBody(method, body));
    headers.forEach(request::header);
    try {
      return execute(request.build());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    }
  }

  private static @Nullable RequestBody requestBody(String method, @Nullable JsonNode body) {
    if (body != null) {
      return RequestBody.create(Json.bytes(body), MediaType.get("application/json"));
    }
    return method.equals("GET") || method.equals("DELETE")
        ? null
        : RequestBody.create(new byte[0], null);
  }

  Reply execute(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().forEach(pair -> headers.put(pair.getFirst(), pair.getSecond()));
      return new Reply(response.code(), headers, response.body().string());
    }
  }

  @Override
  public void close() {
    forge.close();
  }
}
