package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a Secret, its values are in nothing that is printed, logged or kept. */
@NeedsApiServer
final class NoSecretTest extends NoSecretBase {
  private static final Kind SECRET = new Kind("v1", "Secret", "secrets", true);

  private String secret(String value, String more) {
    return "apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: "
        + namespace
        + " }\nstringData: { password: "
        + value
        + " }\n"
        + more;
  }

  private ObjectId id() {
    return new ObjectId("", "Secret", namespace, "s");
  }

  private void change(String manager, String value) throws IOException {
    cluster.patch(
        SECRET,
        id(),
        MAPPER.readTree(
            "[{\"op\":\"replace\",\"path\":\"/data/password\",\"value\":\""
                + base64(value)
                + "\"}]"),
        manager);
  }

  @Test
  void whenItComesChangesAndGoes() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }"))
        .put("prod/s.yaml", secret("hunter2-first", ""))
        .commit();
    all("diff");
    all("once");
    repo.put("prod/s.yaml", secret("fisher3-second", "")).commit();
    all("diff");
    all("once");
    repo.remove("prod/s.yaml").commit();
    all("diff");
    all("once");

    assertThat(said).contains("/data/password", "deleted Secret/" + namespace + "/s");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  @Test
  void whenItDriftsAndIsOnlyTold() throws IOException {
    configure("drift: { mode: alert }\n");
    repo.put("prod/s.yaml", secret("hunter2-first", "")).commit();
    all("once");
    change("kubectl-edit", "fisher3-second");
    all("once");
    configure("drift: { mode: heal }\n");
    all("once");

    assertThat(said).contains("drift: Secret/" + namespace + "/s was changed");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  @Test
  void whenTheServerRefusesIt() throws IOException {
    repo.put("prod/s.yaml", secret("hunter2-first", "immutable: true\n")).commit();
    all("once");
    repo.put("prod/s.yaml", secret("fisher3-second", "immutable: true\n")).commit();
    all("diff");
    all("once");
    repo.put("prod/s.yaml", secret("hunter2-first", "type: kubernetes.io/tls\n")).commit();
    all("once");
    repo.put("prod/s.yaml", secret("hunter2-first", "").replace("stringData", "data")).commit();
    all("once");

    assertThat(said).contains("failed Secret/" + namespace + "/s");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  @Test
  void whenItIsTakenOverFromKubectl() throws IOException {
    repo.put("prod/0-namespace.yaml", namespaceYaml()).commit();
    all("once");
    ObjectNode theirs =
        (ObjectNode)
            MAPPER.readTree(
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"password\":\""
                    + base64("hunter2-first")
                    + "\",\"other\":\""
                    + base64("gone4-third")
                    + "\"}}");
    theirs.putObject("metadata").put("name", "s").put("namespace", namespace);
    // kubectl keeps the whole object in an annotation.
    String copy = theirs.toString();
    theirs
        .withObject("/metadata/annotations")
        .put("kubectl.kubernetes.io/last-applied-configuration", copy);
    cluster.apply(SECRET, id(), theirs, new Write("kubectl-client-side-apply", true, false));
    repo.put("prod/s.yaml", secret("fisher3-second", "")).commit();
    all("diff");
    all("once");

    assertThat(said).contains("takes over the fields of kubectl-client-side-apply");
    assertThatNothingShows("hunter2-first", "fisher3-second", "gone4-third");
  }

  @Test
  void whenItsFileIsWrong() throws IOException {
    repo.put("prod/s.yaml", secret("hunter2-first", "stringData: { password: fisher3-second }\n"))
        .commit();
    all("once");
    repo.put("prod/s.yaml", secret("[hunter2-first, fisher3-second", "")).commit();
    all("once");

    assertThat(said).contains("prod/s.yaml:");
    assertThatNothingShows("hunter2-first", "fisher3-second");
  }

  private String deployment(String value) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: %s }
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec:
          containers:
          - name: web
            image: web:1
            args: [--token=%2$s]
            env:
            - { name: DB_PASSWORD, value: %2$s }
    """
        .formatted(namespace, value);
  }

  @Test
  void whenAPasswordStandsInAVariable() throws IOException {
    repo.put("prod/d.yaml", deployment("hunter2-first")).commit();
    all("diff");
    all("once");
    repo.put("prod/d.yaml", deployment("fisher3-second")).commit();
    all("diff");
    all("once");
    repo.put("prod/d.yaml", deployment("[hunter2-first]").replace("token=[", "token=")).commit();
    all("once");
    repo.put("prod/d.yaml", deployment("7243186").replace("--token=7243186", "none")).commit();
    all("once");

    assertThat(said).contains("env[name=DB_PASSWORD]/value", "failed apps/Deployment");
    assertThatNothingShows("hunter2-first", "fisher3-second", "7243186");
  }
}
