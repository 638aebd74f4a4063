package dev.tagboat.applier.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.YamlReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KubeWatchTest {
  private static final String DEPLOYMENT =
      "{\"metadata\":{\"uid\":\"u\",\"generation\":1,\"resourceVersion\":\"1\",\"managedFields\":["
          + "{\"manager\":\"tagboat\",\"operation\":\"Apply\",\"fieldsV1\":{\"f:spec\":{}}}]}}";

  /** The first list is one hint. */
  private final AtomicInteger hints = new AtomicInteger(-1);

  private final KubeWatch watch = new KubeWatch(hints::incrementAndGet);

  private static Map<String, String> list(String... objects) {
    Map<String, String> sights = new HashMap<>();
    for (String object : objects) {
      JsonNode metadata = YamlReader.single("o", object).path("metadata");
      sights.put(metadata.path("uid").asText(), Sight.of(metadata));
    }
    return sights;
  }

  private void event(String type, String object) {
    watch.accept("{\"type\":\"" + type + "\",\"object\":" + object + "}");
  }

  @Test
  void statusIsNoHint() {
    watch.know(list(DEPLOYMENT));

    event(
        "MODIFIED",
        DEPLOYMENT
            .replace("\"resourceVersion\":\"1\"", "\"resourceVersion\":\"2\"")
            .replace(
                "[{",
                "[{\"manager\":\"kube-controller-manager\",\"operation\":\"Update\",\"fieldsV1\":"
                    + "{\"f:status\":{}}},{"));

    assertThat(hints).hasValue(0);
  }

  @Test
  void aChangeOfTheSpecAndADeletionAre() {
    watch.know(list(DEPLOYMENT));

    event("MODIFIED", DEPLOYMENT.replace("\"generation\":1", "\"generation\":2"));
    event("DELETED", DEPLOYMENT);

    assertThat(hints).hasValue(2);
  }

  @Test
  void whatHasNoGenerationIsJudgedByItsVersion() {
    String map = "{\"metadata\":{\"uid\":\"m\",\"resourceVersion\":\"1\"}}";
    watch.know(list(map));

    event("MODIFIED", map);
    event("MODIFIED", map.replace("\"1\"", "\"2\""));

    assertThat(hints).hasValue(1);
  }

  @Test
  void whatChangedBetweenTwoStreamsIsAHint() {
    watch.know(list(DEPLOYMENT));
    watch.know(list(DEPLOYMENT));
    int same = hints.get();

    watch.know(list());

    assertThat(same).isZero();
    assertThat(hints).hasValue(1);
  }

  @Test
  void linesThatAreNoEventsAreNone() {
    watch.know(list());

    watch.accept("");
    watch.accept("not json");
    event("ERROR", "{\"code\":410}");
    event("BOOKMARK", DEPLOYMENT);

    assertThat(hints).hasValue(0);
  }
}
