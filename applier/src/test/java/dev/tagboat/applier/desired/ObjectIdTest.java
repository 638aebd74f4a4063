package dev.tagboat.applier.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apps/Deployment/shop/web",
        "ConfigMap/shop/web",
        "Namespace/shop",
        "rbac.authorization.k8s.io/ClusterRole/system:reader"
      })
  void isReadAsItIsWritten(String text) {
    assertThat(ObjectId.parse(text)).hasToString(text);
  }

  @Test
  void otherTextsAreRefused() {
    assertThatThrownBy(() -> ObjectId.parse("web"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web");
  }
}
