package dev.tagboat.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldSetTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String OBJECT =
      """
      {"spec":{"replicas":2,"containers":[{"name":"a","image":"i","ports":[{"containerPort":80}]},
      {"name":"b","image":"j"}]},"set":["x","y"]}
      """;

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) MAPPER.readTree(text);
  }

  @Test
  void findsTheValuesOfFields() throws IOException {
    JsonNode fields =
        json(
            """
            {"f:spec":{"f:replicas":{},"f:gone":{},"f:containers":{"k:{\\"name\\":\\"a\\"}":{".":{},
            "f:image":{},"f:ports":{"k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":{"f:containerPort":{}}}}}},
            "f:set":{"v:\\"x\\"":{}}}
            """);

    assertThat(FieldSet.values(json(OBJECT), fields))
        .isEqualTo(
            json(
                """
                {"f:spec":{"f:replicas":2,"f:gone":null,"f:containers":{"k:{\\"name\\":\\"a\\"}":{
                "f:image":"i","f:ports":{"k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":{"f:containerPort":80}}}}},
                "f:set":{"v:\\"x\\"":"x"}}
                """));
  }

  @Test
  void takesFieldsOut() throws IOException {
    ObjectNode object = json(OBJECT);

    FieldSet.remove(
        object,
        json(
            "{\"f:spec\":{\"f:replicas\":{},\"f:containers\":{\"k:{\\\"name\\\":\\\"b\\\"}\":{\"f:image\":{}}}}}"));

    assertThat(object.at("/spec/replicas").isMissingNode()).isTrue();
    assertThat(object.at("/spec/containers/0/image").asText()).isEqualTo("i");
    assertThat(object.at("/spec/containers/1/image").isMissingNode()).isTrue();
  }

  @Test
  void takesOneSetFromTheOther() throws IOException {
    assertThat(
            FieldSet.minus(
                json("{\"f:data\":{\".\":{},\"f:a\":{},\"f:b\":{}},\"f:type\":{}}"),
                json("{\"f:data\":{\".\":{},\"f:a\":{}}}")))
        .isEqualTo(json("{\"f:data\":{\"f:b\":{}},\"f:type\":{}}"));
  }

  @Test
  void joinsSetsAndNamesLeaves() throws IOException {
    ObjectNode union =
        FieldSet.union(
            json("{\"f:data\":{\".\":{},\"f:a\":{}}}"),
            json("{\"f:data\":{\"f:b\":{}},\"f:type\":{}}"));

    assertThat(FieldSet.leaves(union)).isEqualTo(List.of("/data/a", "/data/b", "/type"));
    assertThat(union.at("/f:data/f:b").isMissingNode()).isFalse();
    assertThat(union.at("/f:data/f:c").isMissingNode()).isTrue();
  }
}
