package dev.tagboat.applier.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.apply.Listed;
import dev.tagboat.applier.fault.TransientFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemsTest {
  private final List<Listed> found = new ArrayList<>();

  private String read(String page) {
    return Items.read(page.getBytes(UTF_8), found::add);
  }

  @Test
  void takesEachItemAsItStandsThere() {
    String more =
        read(
            """
            {"kind": "ConfigMapList", "metadata": {"resourceVersion": "7", "continue": "n\\u0031"},
             "items": [
              {"metadata": {"labels": {"name": "no", "namespace": "no"}, "name": "öl\\"}", "uid": "1",
                            "namespace": "shop"}, "data": {"a": "}]{\\"", "ü": [1.5, {"metadata": {}}]}} ,
              {"data": null, "metadata": {"name": "web"}},{}
            ]}
            """);

    assertThat(more).isEqualTo("n1");
    assertThat(found).extracting(Listed::namespace).containsExactly("shop", "", "");
    assertThat(found).extracting(Listed::name).containsExactly("öl\"}", "web", "");
    assertThat(found)
        .extracting(one -> one.object().open().toString())
        .containsExactly(
            "{\"metadata\":{\"labels\":{\"name\":\"no\",\"namespace\":\"no\"},\"name\":\"öl\\\"}\","
                + "\"uid\":\"1\",\"namespace\":\"shop\"},\"data\":{\"a\":\"}]{\\\"\",\"ü\":[1.5,"
                + "{\"metadata\":{}}]}}",
            "{\"data\":null,\"metadata\":{\"name\":\"web\"}}",
            "{}");
  }

  // Go writes null for a list without items.
  @ParameterizedTest
  @ValueSource(strings = {"{\"items\":null,\"metadata\":{}}", "{\"items\":[]}", "{}"})
  void aListMayBeEmpty(String page) {
    assertThat(read(page)).isEmpty();
    assertThat(found).isEmpty();
  }

  // Objects that are left out would be taken for deleted.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"items\":[{\"metadata\":{\"name\":\"a\"}}",
        "{\"items\":[{\"metadata\":{\"name\":\"a\"}}]",
        "{\"items\":[{\"metadata\":{\"name\":\"a\"}},7]}",
        "{\"items\":[]} {}"
      })
  void whatIsNoWholeListIsRefused(String page) {
    assertThatThrownBy(() -> read(page)).isInstanceOf(TransientFault.class);
  }
}
