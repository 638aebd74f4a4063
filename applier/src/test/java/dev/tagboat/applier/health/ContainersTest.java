package dev.tagboat.applier.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainersTest {
  private static final String POD =
      "{ \"initContainers\": [{ \"name\": \"i\", \"image\": \"a:1\" }],"
          + " \"containers\": [{ \"name\": \"c\", \"image\": \"b:2\" }, { \"name\": \"none\" }] }";

  private static JsonNode object(String kind, String spec, String status)
      throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            "{ \"kind\": \"" + kind + "\", \"spec\": " + spec + ", \"status\": " + status + " }");
  }

  @ParameterizedTest
  @CsvSource({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"})
  void ofTemplates(String kind) throws JsonProcessingException {
    JsonNode object = object(kind, "{ \"template\": { \"spec\": " + POD + " } }", "{}");

    assertThat(Containers.of(object))
        .containsExactly(new Container("i", "a:1", ""), new Container("c", "b:2", ""));
  }

  @Test
  void ofCronJobsAndOfNothingElse() throws JsonProcessingException {
    String job = "{ \"jobTemplate\": { \"spec\": { \"template\": { \"spec\": " + POD + " } } } }";

    assertThat(Containers.of(object("CronJob", job, "{}"))).hasSize(2);
    assertThat(Containers.of(object("Widget", POD, "{}"))).isEmpty();
  }

  @Test
  void aPodSaysWhichDigestRuns() throws JsonProcessingException {
    String status =
        "{ \"containerStatuses\": [{ \"name\": \"x\", \"imageID\": \"q@sha256:00\" },"
            + " { \"name\": \"c\", \"imageID\": \"docker.io/library/b@sha256:11\" }] }";

    assertThat(Containers.of(object("Pod", POD, status)))
        .containsExactly(new Container("i", "a:1", ""), new Container("c", "b:2", "sha256:11"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deployment | { \"replicas\": 3 } | { \"readyReplicas\": 2 } | 2/3",
        "Deployment | {} | {} | 0/1",
        "DaemonSet | {} | { \"numberReady\": 4, \"desiredNumberScheduled\": 5 } | 4/5",
        "Job | { \"completions\": 2 } | { \"succeeded\": 1 } | 1/2",
        "Pod | {} | { \"conditions\": [{ \"type\": \"Ready\", \"status\": \"True\" }] } | 1/1",
        "CronJob | {} | {} | ''",
      })
  void howManyAreReady(String kind, String spec, String status, String ready)
      throws JsonProcessingException {
    assertThat(Containers.ready(object(kind, spec, status))).isEqualTo(ready);
  }
}
