package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real API server takes every object of every set of values. It refuses fields that it does not
 * know; and where it has the admission of pod security (1.23 and later), the namespace asks it to
 * judge the pods by the level "restricted".
 */
@NeedsApiServer
final class InstalledTest {
  @BeforeAll
  static void prepare() throws IOException {
    Installation.definitions();
    Stream.of(Chart.NAMESPACE, "shop", "billing").forEach(Installation::namespace);
  }

  static Stream<Chart.Case> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyObjectIsTaken(Chart.Case one) {
    for (Manifest manifest : one.manifests()) {
      Answer.Done done = Installation.apply(manifest);

      assertThat(done.warnings()).as("%s", manifest.id()).noneMatch(w -> w.contains("PodSecurity"));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePodIsAdmitted(Chart.Case one) {
    Manifest deployment = Chart.only(one.manifests(), "Deployment");
    JsonNode template = deployment.path("spec", "template");
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", "try").put("namespace", Chart.NAMESPACE);
    pod.set("spec", template.path("spec"));
    ((ObjectNode) pod.get("spec")).remove("priorityClassName");

    Answer answer =
        Installation.dryRun(
            new Manifest(
                new ObjectId("", "Pod", Chart.NAMESPACE, "try"), "v1", pod, deployment.at()));

    assertThat(answer).isInstanceOf(Answer.Done.class);
  }
}
