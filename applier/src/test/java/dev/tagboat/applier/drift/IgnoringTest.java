package dev.tagboat.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.config.IgnoreRule;
import dev.tagboat.applier.desired.ObjectId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IgnoringTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectId ID = ObjectId.parse("apps/Deployment/shop/web");

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) MAPPER.readTree(text);
  }

  private static ObjectNode adapted(IgnoreRule rule, String live) throws IOException {
    ObjectNode wanted = json("{\"spec\":{\"replicas\":2,\"paused\":false}}");
    new Ignoring(List.of(rule)).adapt(ID, wanted, json(live));
    return wanted;
  }

  private static IgnoreRule replicas(String kind) {
    return new IgnoreRule(kind, "*", "*", List.of("/spec/replicas"), List.of());
  }

  private static String live(String manager, String operation) {
    return """
    {"metadata":{"managedFields":[{"manager":"%s","operation":"%s",
    "fieldsV1":{"f:spec":{"f:replicas":{}}}}]},"spec":{"replicas":7}}
    """
        .formatted(manager, operation);
  }

  @Test
  void leavesOutWhatSomebodyElseOwns() throws IOException {
    assertThat(adapted(replicas("Deployment"), live("autoscaler", "Update")))
        .isEqualTo(json("{\"spec\":{\"paused\":false}}"));
  }

  // An autoscaler writes spec.replicas by the subresource scale.
  @Test
  void leavesOutWhatAManagerThatARuleNamesHasScaled() throws IOException {
    IgnoreRule rule = new IgnoreRule("*", "*", "*", List.of(), List.of("kube-controller-manager"));
    String scaled =
        live("kube-controller-manager", "Update")
            .replace("\"fieldsV1\"", "\"subresource\":\"scale\",\"fieldsV1\"");

    assertThat(adapted(rule, scaled)).isEqualTo(json("{\"spec\":{\"paused\":false}}"));
    assertThat(adapted(rule, scaled.replace("\"scale\"", "\"status\"")))
        .isEqualTo(json("{\"spec\":{\"replicas\":2,\"paused\":false}}"));
  }

  @Test
  void aScriptThatScalesMeddlesAndAnAutoscalerDoesNot() throws IOException {
    ObjectNode script =
        json(
            live("script", "Update")
                .replace("\"fieldsV1\"", "\"subresource\":\"scale\",\"fieldsV1\""));

    assertThat(Managers.isMeddler(script, "script")).isTrue();
    assertThat(Managers.isMeddler(script, "kube-controller-manager")).isFalse();
  }

  @Test
  void keepsTheValueOfWhatOnlyWeOwn() throws IOException {
    assertThat(adapted(replicas("Deployment.apps"), live("tagboat", "Apply")))
        .isEqualTo(json("{\"spec\":{\"replicas\":7,\"paused\":false}}"));
  }

  // Taking over what kubectl wrote makes it ours; what is ours and not applied vanishes.
  @Test
  void keepsTheValueOfWhatIsTakenOverFromKubectl() throws IOException {
    String live = live("kubectl-patch", "Update");
    assertThat(adapted(replicas("Deployment"), live))
        .isEqualTo(json("{\"spec\":{\"replicas\":7,\"paused\":false}}"));

    ObjectNode silent = json("{}");
    new Ignoring(List.of(replicas("*"))).adapt(ID, silent, json(live));
    assertThat(silent).isEqualTo(json("{\"spec\":{\"replicas\":7}}"));
  }

  @Test
  void ofAWholeBranchKeepsOnlyWhatIsOurs() throws IOException {
    IgnoreRule branch = new IgnoreRule("*", "*", "*", List.of("/data"), List.of());
    ObjectNode wanted = json("{\"data\":{\"a\":\"git\",\"b\":\"git\"}}");

    new Ignoring(List.of(branch))
        .adapt(
            ID,
            wanted,
            json(
                """
                {"metadata":{"managedFields":[
                {"manager":"tagboat","operation":"Apply","fieldsV1":{"f:data":{".":{},"f:a":{}}}},
                {"manager":"robot","operation":"Update","fieldsV1":{"f:data":{"f:b":{}}}}]},
                "data":{"a":"1","b":"2","c":"3"}}
                """));

    assertThat(wanted).isEqualTo(json("{\"data\":{\"a\":\"1\"}}"));
  }

  @Test
  void aManagerThatIsNamedIsNotTakenOver() throws IOException {
    ObjectNode live = json(live("kubectl-patch", "Update"));
    IgnoreRule rule = new IgnoreRule("*", "*", "*", List.of(), List.of("kubectl-patch"));

    assertThat(new Ignoring(List.of(rule)).takenOver(ID, live)).isEmpty();
    assertThat(new Ignoring(List.of()).takenOver(ID, live)).hasSize(1);
  }

  @Test
  void otherObjectsAreNotTouched() throws IOException {
    assertThat(adapted(replicas("StatefulSet"), live("autoscaler", "Update")))
        .isEqualTo(json("{\"spec\":{\"replicas\":2,\"paused\":false}}"));
  }

  @Test
  void leavesOutAllFieldsOfAManager() throws IOException {
    IgnoreRule rule = new IgnoreRule("*", "shop", "web", List.of(), List.of("autoscaler"));

    assertThat(adapted(rule, live("autoscaler", "Update")))
        .isEqualTo(json("{\"spec\":{\"paused\":false}}"));
  }
}
