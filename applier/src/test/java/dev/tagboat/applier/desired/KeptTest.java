package dev.tagboat.applier.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class KeptTest {
  private static ObjectNode yaml(String text) {
    return (ObjectNode) YamlReader.single("o", text);
  }

  @Test
  void aDefinitionIsTheSameAfterwardsAndItsHeadIsSmall() {
    ObjectNode definition =
        yaml(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: a, annotations: { k: v }, managedFields: [ { manager: m } ] }
            spec: { big: 9007199254740993, small: 0.1, no: null, é: "\\u2028" }
            """);
    Kept kept = Kept.of(definition.deepCopy());

    assertThat(kept.whole()).isEqualTo(definition).isNotSameAs(kept.whole());
    assertThat(kept.head())
        .isEqualTo(
            yaml(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: { name: a, annotations: { k: v } }
                """));
  }

  @Test
  void anythingElseIsKeptAsItIs() {
    ObjectNode map = yaml("{kind: ConfigMap, data: {a: b}}");

    assertThat(Kept.of(map).whole()).isSameAs(map);
    assertThat(Kept.of(map).head()).isSameAs(map);
  }
}
