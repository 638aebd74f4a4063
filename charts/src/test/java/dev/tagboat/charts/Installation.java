package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Right;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.kube.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Charts on the API server of the tests. */
final class Installation {
  private static final ApiServer SERVER = ApiServer.shared();
  private static final KubeCluster ADMIN = SERVER.admin();
  private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");
  private static final Write FORCE = new Write("helm", true, false);

  private Installation() {}

  /** As an administrator would: the pods of that namespace have to be restricted. */
  static void namespace(String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("apiVersion", "v1").put("kind", "Namespace");
    ObjectNode labels = body.putObject("metadata").put("name", name).putObject("labels");
    for (String mode : List.of("enforce", "warn")) {
      labels.put("pod-security.kubernetes.io/" + mode, "restricted");
    }
    done(ADMIN.apply(Kind.NAMESPACE, new ObjectId("", "Namespace", "", name), body, FORCE));
  }

  /** Kinds that charts use and not every cluster has. */
  static void definitions() throws IOException {
    for (String name : List.of("servicemonitors", "httproutes")) {
      String text = Files.readString(DEFINITIONS.resolve(name + ".yaml"));
      Manifest definition = Chart.manifests(text).get(0);
      apply(definition);
      String group = definition.path("spec", "group").asText();
      SERVER.awaitObject("/apis/" + group + "/v1/" + name);
    }
    ADMIN.forgetKinds();
  }

  static Answer.Done apply(Manifest manifest) {
    done(answer(manifest, new Write("helm", true, true)));
    return done(answer(manifest, FORCE));
  }

  /** What the server would say to it. */
  static Answer dryRun(Manifest manifest) {
    return answer(manifest, new Write("helm", true, true));
  }

  private static Answer answer(Manifest manifest, Write write) {
    Optional<Kind> served = ADMIN.kind(manifest.apiVersion(), manifest.id().kind());
    if (served.isEmpty() && manifest.apiVersion().equals("policy/v1")) {
      // The same fields; servers before 1.21 have only this one.
      ObjectNode body = manifest.body().put("apiVersion", "policy/v1beta1");
      return answer(new Manifest(manifest.id(), "policy/v1beta1", body, manifest.at()), write);
    }
    return ADMIN.apply(served.orElseThrow(), manifest.id(), manifest.body(), write);
  }

  private static Answer.Done done(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Done.class);
    return (Answer.Done) answer;
  }

  static Optional<ObjectNode> find(Kind kind, ObjectId id) {
    return ADMIN.get(kind, id);
  }

  /** A kubeconfig with a token that the server made for that account. */
  static Path kubeconfig(String namespace, String account, Path folder) throws IOException {
    Path admin = SERVER.kubeconfig();
    String token = token(Kubeconfig.access(admin), namespace, account);
    Path file = folder.resolve("kubeconfig-" + account);
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {cluster: test, user: test}}]
        clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
        users: [{name: test, user: {token: %s}}]
        """
            .formatted(
                Kubeconfig.access(admin).server(),
                admin.resolveSibling("certs/apiserver.crt"),
                token));
  }

  private static String token(Access access, String namespace, String account) throws IOException {
    String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token";
    String asked =
        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\","
            + "\"spec\":{\"expirationSeconds\":3600}}";
    Request request =
        new Request.Builder()
            .url(access.server() + path)
            .header("Authorization", "Bearer " + access.token().get().orElseThrow().reveal())
            .post(RequestBody.create(asked, MediaType.get("application/json")))
            .build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(access.tls().sockets(), access.tls().trust())
            .build();
    try (Response response = client.newCall(request).execute()) {
      String text = response.body().string();
      assertThat(response.code()).as(text).isEqualTo(201);
      return new ObjectMapper().readTree(text).at("/status/token").asText();
    }
  }

  /** What the account of a kubeconfig may do, as the server judges it. */
  static boolean may(Path kubeconfig, Right right) {
    return new KubeCluster(Kubeconfig.access(kubeconfig), Duration.ofSeconds(30), Pause.SLEEP)
        .may(right);
  }
}
